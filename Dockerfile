# Garde-fou in a container: docs/INSTALL.md says how to build and start it, docs/OPERATION.md how to run it for a zone.
# Node 24 is the LTS line until April 2028.
FROM node:24-bookworm AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# Without scripts first: this layer is made again only when the dependencies change.
RUN npm ci --ignore-scripts
COPY . .
# The compiler and Python of this image make SQLite where no ready-made one fits.
RUN npm rebuild better-sqlite3 esbuild && npm run build && npm prune --omit=dev --ignore-scripts

FROM node:24-bookworm-slim
# Films are looked at through ffmpeg; --build-arg FILMS=no makes an image without it, and films are left to a person.
ARG FILMS=yes
RUN if [ "$FILMS" = yes ]; then apt-get update && apt-get install -y --no-install-recommends ffmpeg \
  && rm -rf /var/lib/apt/lists/*; fi
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY --from=build /app/rules ./rules
COPY --from=build /app/data/conversations ./data/conversations
COPY --from=build /app/data/model ./data/model
COPY --from=build /app/data/fonts ./data/fonts
# The program's own files stay root's and can't be written; what it keeps goes to /data.
RUN install -d -o node -g node -m 700 /data /backups
USER node
VOLUME ["/data", "/backups"]
EXPOSE 4040
# Everything under way is finished or noted within five seconds of it.
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=3s --start-period=10s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:4040/healthz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# Within the container every address must be listened on; who reaches it is decided by how the port is published:
# always as 127.0.0.1:4040:4040, because the page has no sign-in.
ENTRYPOINT ["node", "dist/cli/main.js"]
CMD ["start", "--host", "0.0.0.0", "--i-know-this-is-public", "--port", "4040", "--database", "/data/garde-fou.sqlite", "--backup", "/backups"]
