/** Does `act` for every row, at most `wide` at a time; the first failure ends it. The order of the rows' acts is free. */
export async function inParallel(rows, act, wide = 4) {
  const waiting = [...rows.entries()];
  let failed = false;
  const lane = async () => {
    while (waiting.length && !failed) {
      const [n, row] = waiting.shift();
      try {
        await act(row, n);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: wide }, lane));
  const broken = ends.find((end) => end.status === 'rejected');
  if (broken) throw broken.reason;
}
