import { Component, type ComponentChild } from 'preact';
import { limitCombiningMarks } from '../../lib/limit-combining-marks.js';
import { LazyModule } from '../lib/lazy-module.js';
import type { DrawnTextProps } from './DrawnText.js';

/** Draws links and markup, and draws long texts step by step. If it fails to load, texts stay plain. */
export const drawnText = new LazyModule(() => import('./DrawnText.js'), 'texts stay plain');

/** Longest text that is drawn without DrawnText, in UTF-16 units. Any number of such texts costs next to nothing. */
const SHORT = 1_000;
/** Characters of a text that are drawn if DrawnText fails to load, in UTF-16 units. */
const MOST = 20_000;

/** Anything that may begin a link or markup. False positives are harmless: both ways draw a plain text alike. */
const SIGNS = /[*_~`<&\\\]@|=#>\t]|\/\/|www\.|mailto:|tel:|^(?: *[-+:\d]| +$| {4})/im;

/** Whether a text is short and has neither links nor markup, so that it can be drawn as a single text node. */
export const isSimple = (text: string): boolean => text.length <= SHORT && !SIGNS.test(text);

/**
 * Draws an untrusted text. A short one without links and markup needs no further code. The beginning of any other is drawn as
 * plain text until DrawnText has loaded.
 */
export class LazyText extends Component<DrawnTextProps, { most?: number }> {
  override componentDidMount(): void {
    if (this.state.most || drawnText.loaded || isSimple(this.props.text)) return;
    // Preact ignores setState() on an unmounted component.
    void drawnText.load().then(() => this.setState({ most: MOST }));
  }

  override componentDidUpdate(): void {
    this.componentDidMount();
  }

  render(props: DrawnTextProps, { most = SHORT }: { most?: number }): ComponentChild {
    const { text } = props;
    const View = drawnText.loaded?.DrawnText;
    if (View && !isSimple(text)) return <View {...props} />;
    // Drops half of a surrogate pair at the cut.
    return limitCombiningMarks(text.slice(0, most).replace(/[\ud800-\udbff]$/, ''));
  }
}
