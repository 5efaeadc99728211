// A server measured by bench:sync, in a process of its own: it tells its port, then its memory whenever it is asked.
export function served(port, stop) {
  process.on("message", async (question) => {
    if (question === "stop") {
      await stop();
      process.exit();
    }
    globalThis.gc?.();
    const { heapUsed, external, rss } = process.memoryUsage();
    process.send({ heap: heapUsed + external, rss });
  });
  process.on("disconnect", () => process.exit());
  process.send({ port });
}
