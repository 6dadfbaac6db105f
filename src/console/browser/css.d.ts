/** The bundler gathers the style sheets that a module imports into main.css. */
declare module '*.css';
