import { HeldValue } from './held-value';

it('is what was read last', async () => {
  const held = new HeldValue(0);
  await held.refresh(() => Promise.resolve(1));
  expect(held.value).toBe(1);
});

it('a read that began before a change does not undo it, even where both are alike', async () => {
  const held = new HeldValue('a');
  let answer: (value: string) => void = () => undefined;
  const reading = held.refresh(() => new Promise((resolve) => (answer = resolve)));
  held.hold('b');
  held.hold('a');
  answer('b');
  await reading;
  expect(held.value).toBe('a');
});

it('is read again until it is told to stop; a read that fails changes nothing', async () => {
  jest.useFakeTimers();
  const held = new HeldValue(0);
  const read = jest
    .fn<Promise<number>, []>()
    .mockResolvedValueOnce(1)
    .mockRejectedValueOnce(new Error('away'));
  const stop = await held.follow(read.mockResolvedValue(2), 1_000);
  expect(held.value).toBe(1);
  await jest.advanceTimersByTimeAsync(1_000);
  expect(held.value).toBe(1);
  await jest.advanceTimersByTimeAsync(1_000);
  expect(held.value).toBe(2);
  stop();
  await jest.advanceTimersByTimeAsync(5_000);
  expect(read).toHaveBeenCalledTimes(3);
  jest.useRealTimers();
});
