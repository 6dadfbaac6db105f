/**
 * Which of `total` moments are looked at: the first, the last, and then always between those already taken, so that
 * stopping early still leaves them spread. Answers indices, each once, at most `most`.
 */
export function sampleMoments(total: number, most: number): number[] {
  const wanted = Math.min(total, most);
  const even = Array.from({ length: wanted }, (_, i) =>
    wanted === 1 ? 0 : Math.round((i * (total - 1)) / (wanted - 1)),
  );
  const order: number[] = [];
  const take = (index: number | undefined): void => {
    if (index !== undefined && !order.includes(index)) order.push(index);
  };
  take(even[0]);
  take(even.at(-1));
  for (let step = even.length; step >= 1; step = step === 1 ? 0 : Math.ceil(step / 2))
    for (let i = Math.floor(step / 2); i < even.length; i += step) take(even[i]);
  for (const index of even) take(index);
  return order;
}
