import { createRef, type VNode } from 'preact';
import { Bubble } from '../../rich-text/Bubble.js';
import { RemoteMedia } from '../../ui/remote-media-component.js';
import { FileLink } from '../core/FilePart.js';
import type { ComponentOf, TemplateProps } from '../draw-template.js';

/** A sound or a film with the browser's own controls. */
export function PlayerPart({ template: part, message, i18n }: TemplateProps<ComponentOf<'audio'>>): VNode {
  return (
    <>
      <Bubble text={part.text} message={message} i18n={i18n} />
      <Player kind={part.type === 'audio' ? 'audio' : 'video'} url={part.url} name={part.name ?? part.text} />
    </>
  );
}

/** A text with a player below it. */
export function SpokenPart({ template: part, message, i18n }: TemplateProps<ComponentOf<'message'>>): VNode {
  const kind = part.audioUrl ? 'audio' : 'video';
  return (
    <>
      <Bubble text={part.text} message={message} i18n={i18n} />
      <Player kind={kind} url={part.audioUrl ?? part.videoUrl} name={part.text} />
    </>
  );
}

interface PlayerProps {
  kind: 'audio' | 'video';
  url: string | undefined;
  name: string | undefined;
}

/**
 * A link stands in where the browser cannot play it, or while it waits for the visitor. Nothing is loaded before somebody plays
 * it, its length included: whoever sends it would learn when it was seen.
 */
class Player extends RemoteMedia<PlayerProps, { failed?: boolean }> {
  readonly #element = createRef<HTMLAudioElement & HTMLVideoElement>();

  override componentWillUnmount(): void {
    super.componentWillUnmount();
    // An element that has left the page goes on playing.
    this.#element.current?.pause();
  }

  readonly #fail = () => this.setState({ failed: true });

  render({ kind: Kind, url, name }: PlayerProps): VNode {
    const src = this.allowed(url, 'player');
    if (!src || this.state.failed) return <FileLink url={url} name={name} />;
    return (
      <Kind
        ref={this.#element}
        class="player"
        part="player"
        src={src}
        aria-label={name || undefined}
        controls
        preload="none"
        playsInline
        onError={this.#fail}
      />
    );
  }
}
