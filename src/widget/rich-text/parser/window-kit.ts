import type { ComponentClass, h } from 'preact';
import type { PureComponent } from '../../lib/pure-component.js';
import type { PictureProps } from '../../ui/Picture.js';

/**
 * What the window lends to the part that loads later. Beside the script tag that part is a bundle of its own, and must not
 * bring a second Preact: components of one do not live in the tree of another.
 */
export interface WindowKit {
  readonly h: typeof h;
  readonly PureComponent: typeof PureComponent;
  readonly Picture: ComponentClass<PictureProps>;
}
