/**
 * `/metrics`: what the live drafts count, in Prometheus's text format 0.0.4. Answered to this machine alone, unless the
 * workbench was told to answer everybody; others get 404.
 */
import { Router } from "express";
import { networkOfPeer } from "../host/network.ts";
import type { Histogram, LiveSockets } from "../sync/sync.ts";
import { notFound } from "./problem.ts";

export type Measured = Pick<LiveSockets, "size" | "figures">;

/** The event streams. */
export interface Streams {
  size(): number;
}

/** @param open true: whoever asks is answered. */
export function metricsRoutes(live: Measured, streams: Streams, open: boolean): Router {
  const router = Router();
  router.get("/metrics", (req, res) => {
    if (!open && networkOfPeer(req) !== null) throw notFound({ why: "address" });
    res.set({ "Cache-Control": "no-store", "Content-Type": "text/plain; version=0.0.4; charset=utf-8" });
    res.send(exposition(live, streams));
  });
  return router;
}

/** All figures, a family a block. */
export function exposition(live: Measured, streams: Streams): string {
  const { drafts, sockets } = live.size();
  const { acknowledgement, updates, logBytes, checkpoints, refused } = live.figures;
  const codes = [...refused].sort(([a], [b]) => a - b).map(([code, count]) => sample(`{code="${code}"}`, count));
  return [
    family("rooms", "gauge", "Drafts in memory.", [sample("", drafts)]),
    family("sockets", "gauge", "Open sockets.", [sample("", sockets)]),
    family("streams", "gauge", "Browsers that follow the news.", [sample("", streams.size())]),
    family("updates_total", "counter", "Updates written to the logs of drafts.", [sample("", updates)]),
    family("log_bytes_total", "counter", "Bytes of those updates.", [sample("", logBytes)]),
    family("checkpoints_total", "counter", "Checkpoints of drafts made.", [sample("", checkpoints)]),
    family("closed_total", "counter", "Sockets that the server closed, by close code.", codes),
    family("acknowledge_seconds", "histogram", "From a client's question to its answer: all is on disk.", [
      ...histogram(acknowledgement),
    ]),
  ].join("");
}

type Sample = (name: string) => string;

function sample(labels: string, value: number): Sample {
  return (name) => `${name}${labels} ${value}\n`;
}

function family(name: string, type: string, help: string, samples: Sample[]): string {
  const full = `variorum_${name}`;
  return `# HELP ${full} ${help}\n# TYPE ${full} ${type}\n${samples.map((line) => line(full)).join("")}`;
}

function histogram({ bounds, counts, sum }: Histogram): Sample[] {
  let below = 0;
  const buckets = [...bounds, "+Inf"].map((bound, at) => {
    below += counts[at]!;
    return sample(`_bucket{le="${bound}"}`, below);
  });
  return [...buckets, sample("_sum", sum), sample("_count", below)];
}
