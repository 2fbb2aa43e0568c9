import { act, createElement, type FunctionComponent, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

/** Renders a component in StrictMode, which runs effects twice and so reveals those that are not safe to repeat. */
export async function renderReact<Props extends object>(component: FunctionComponent<Props>, props: Props) {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  const place = document.body.appendChild(document.createElement('div'));
  const root = createRoot(place);
  const render = (next: Props) =>
    act(async () => root.render(createElement(StrictMode, null, createElement(component, next))));
  await render(props);
  return {
    place,
    render,
    unmount: () => act(async () => root.unmount()),
    /** Runs `change`, and waits until React has rendered its effects. */
    after: (change: () => void) => act(async () => change()),
  };
}
