/** The evaluation of art. 7. */
import type { Office, OfficeApp } from '../context.js';

export function evaluationRoutes(app: OfficeApp, _office: Office): void {
  app.get('/evaluation', (c) => c.json([]));
}
