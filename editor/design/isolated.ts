/**
 * Signs that turn the direction of the words behind them turn no more than the text that they stand in. An element that has a text of its own
 * sets it apart by its style (`base.css`); where sentences and texts of people stand beside each other in one element, such a text is set
 * apart here (`<bdi>`), whatever component draws it.
 */
import { createElement, Fragment, options, type ComponentChildren, type VNode } from "preact";

/** Embeddings, overrides and isolates. */
const TURNING = /[\u202a-\u202e\u2066-\u2069]/;

const before = options.vnode?.bind(options);

options.vnode = (vnode) => {
  if (vnode.type === Fragment) setApart(vnode);
  before?.(vnode);
};

function setApart({ props }: VNode<{ children?: ComponentChildren }>): void {
  const { children } = props;
  if (typeof children === "string") props.children = apart(children);
  else if (Array.isArray(children) && children.some(turns))
    props.children = children.map((child: ComponentChildren) => (typeof child === "string" ? apart(child) : child));
}

function turns(child: unknown): boolean {
  return typeof child === "string" && TURNING.test(child);
}

function apart(text: string): ComponentChildren {
  return turns(text) ? createElement("bdi", null, text) : text;
}
