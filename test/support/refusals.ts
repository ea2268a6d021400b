/** The code that work was refused with; `done` where it was not. What is no refusal fails the test. */
export async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'done';
  } catch (error) {
    const { code, params } = error as { code?: string; params?: object };
    if (code === undefined || params === undefined) throw error;
    return code;
  }
}
