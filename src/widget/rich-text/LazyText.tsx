import { Component, type ComponentChild } from 'preact';
import { limitCombiningMarks } from '../../lib/limit-combining-marks.js';
import { LazyModule } from '../lib/lazy-module.js';
import type { DrawnTextProps } from './DrawnText.js';

/** What draws links and markup, and long texts step by step. Where it cannot be had, texts are plain. */
export const drawnText = new LazyModule(() => import('./DrawnText.js'), 'texts stay plain');

/** Longest text that is drawn without it, in UTF-16 units: any number of them costs next to nothing. */
const SHORT = 1_000;
/** Longest beginning of a text that is drawn where it cannot be had. */
const MOST = 20_000;

/** Whatever may begin a link or markup. In doubt yes: what has none looks the same, drawn in either way. */
const SIGNS = /[*_~`<&\\\]@|=#>\t]|\/\/|www\.|mailto:|tel:|^(?: *[-+:\d]| +$| {4})/im;

/** True where a text is one short text node, whoever draws it. */
export const isSimple = (text: string): boolean => text.length <= SHORT && !SIGNS.test(text);

/** A text from outside. A short one without links and markup is drawn at once; all others are, in plain, until DrawnText is here. */
export class LazyText extends Component<DrawnTextProps, { most?: number }> {
  override componentDidMount(): void {
    if (this.state.most || drawnText.loaded || isSimple(this.props.text)) return;
    // Nothing happens to a component that has gone.
    void drawnText.load().then(() => this.setState({ most: MOST }));
  }

  override componentDidUpdate(): void {
    this.componentDidMount();
  }

  render(props: DrawnTextProps, { most = SHORT }: { most?: number }): ComponentChild {
    const { text } = props;
    const View = drawnText.loaded?.DrawnText;
    if (View && !isSimple(text)) return <View {...props} />;
    // No half of a pair at the end.
    return limitCombiningMarks(text.slice(0, most).replace(/[\ud800-\udbff]$/, ''));
  }
}
