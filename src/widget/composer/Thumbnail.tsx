import { Component, createRef, type VNode } from 'preact';
import { ToolIcon } from '../ui/ToolIcon.js';

/** Size of the picture in device pixels: 40 px on a high-density screen. */
const SIDE = 80;

/**
 * A thumbnail of a picked file. Drawn on a canvas rather than loaded from an object URL: a strict CSP cannot refuse it,
 * a large photo does not stay in memory, and there is no URL to revoke. Decorative: the name is next to it.
 */
export class Thumbnail extends Component<{ file: File }, { drawn?: boolean }> {
  readonly #canvas = createRef<HTMLCanvasElement>();
  #isUnmounted = false;

  override componentDidMount(): void {
    const { file } = this.props;
    if (!file.type.startsWith('image/') || !globalThis.createImageBitmap) return;
    // A file that this browser cannot decode keeps the file icon.
    createImageBitmap(file)
      .then((picture) => this.#draw(picture))
      .catch(() => {});
  }

  override componentWillUnmount(): void {
    this.#isUnmounted = true;
  }

  #draw(picture: ImageBitmap): void {
    const canvas = this.#canvas.current;
    if (canvas && !this.#isUnmounted) {
      const side = Math.min(picture.width, picture.height);
      const [left, top] = [(picture.width - side) / 2, (picture.height - side) / 2];
      canvas.getContext('2d')?.drawImage(picture, left, top, side, side, 0, 0, SIDE, SIDE);
      this.setState({ drawn: true });
    }
    picture.close();
  }

  render(_: { file: File }, { drawn }: { drawn?: boolean }): VNode {
    return (
      <span class="thumb" aria-hidden="true">
        <canvas ref={this.#canvas} width={SIDE} height={SIDE} hidden={!drawn} />
        {!drawn && <ToolIcon name="file" />}
      </span>
    );
  }
}
