/** A request of a stranger while nothing can be written: it is answered, and the program stands. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type OpenedOffice, openOfficeFor, PEOPLE } from '../console/support/office.js';

let office: OpenedOffice;
beforeAll(async () => {
  office = await openOfficeFor();
});
afterAll(() => office.close());

it('asking for a code on a full disk ends nothing, and a code comes once there is room again', async () => {
  const visitor = office.visitor();
  const before = office.toldTo('coordinator').length;
  office.store.db.pragma('query_only = ON');
  const answer = await visitor.send('POST', '/api/office/sign-in/ask', { who: PEOPLE.coordinator!.name });
  expect(answer.status).toBe(202);
  await new Promise((resolve) => setImmediate(resolve));
  office.store.db.pragma('query_only = OFF');
  expect((await visitor.send('GET', '/healthz')).status).toBe(200);
  expect(office.toldTo('coordinator')).toHaveLength(before);
  await visitor.send('POST', '/api/office/sign-in/ask', { who: PEOPLE.coordinator!.name });
  await new Promise((resolve) => setImmediate(resolve));
  await office.settled();
  expect(office.toldTo('coordinator')).toHaveLength(before + 1);
});
