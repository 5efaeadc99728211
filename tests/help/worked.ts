/**
 * Starts a clock of this process's own work. It answers the milliseconds for which its threads were busy since: those a
 * busy machine lets it wait are not in them, so that a bound on them holds wherever the tests run.
 */
export function clockOfWork(): () => number {
  const begun = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(begun);
    return (user + system) / 1_000;
  };
}
