import { Component, createRef, type VNode } from 'preact';
import { ToolIcon } from '../ui/ToolIcon.js';

/** Side of the picture in device pixels: 40 px on a dense screen. */
const SIDE = 80;

/**
 * A small picture of a file that was picked. Drawn from the file itself, without an address: a strict CSP has nothing to
 * refuse, a large photo is not kept in memory, and nothing is to be given back. Decoration: the name stands beside it.
 */
export class Thumbnail extends Component<{ file: File }, { drawn?: boolean }> {
  readonly #canvas = createRef<HTMLCanvasElement>();
  #gone = false;

  override componentDidMount(): void {
    const { file } = this.props;
    if (!file.type.startsWith('image/') || !globalThis.createImageBitmap) return;
    // What is no picture after all, or one that this browser cannot read, keeps the sign of a file.
    createImageBitmap(file)
      .then((picture) => this.#draw(picture))
      .catch(() => {});
  }

  override componentWillUnmount(): void {
    this.#gone = true;
  }

  #draw(picture: ImageBitmap): void {
    const canvas = this.#canvas.current;
    if (canvas && !this.#gone) {
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
