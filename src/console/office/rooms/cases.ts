/** Cases of art. 8 b and c: the ladder, the next legal step, who must sign. */
import type { Office, OfficeApp } from '../context.js';

export function caseRoutes(app: OfficeApp, _office: Office): void {
  app.get('/cases', (c) => c.json([]));
}
