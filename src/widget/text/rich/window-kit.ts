import type { ComponentClass, h } from 'preact';
import type { PictureProps } from '../../messages/Picture.js';
import type { PureComponent } from '../../pure-component.js';

/**
 * What the window lends to the part that loads later. Beside the script tag that part is a bundle of its own, and must not
 * bring a second Preact: components of one do not live in the tree of another.
 */
export interface WindowKit {
  readonly h: typeof h;
  readonly PureComponent: typeof PureComponent;
  readonly Picture: ComponentClass<PictureProps>;
}
