import { createRef, type VNode } from 'preact';
import { Bubble } from '../../rich-text/Bubble.js';
import { RemoteMedia } from '../../ui/remote-media-component.js';
import { FileLink } from '../core/FilePart.js';
import type { ComponentOf, TemplateProps } from '../draw-template.js';

/** Draws an audio or video file with the browser's own controls. */
export function PlayerPart({ template: part, message, i18n }: TemplateProps<ComponentOf<'audio'>>): VNode {
  return (
    <>
      <Bubble text={part.text} message={message} i18n={i18n} />
      <Player kind={part.type === 'audio' ? 'audio' : 'video'} url={part.url} name={part.name ?? part.text} />
    </>
  );
}

/** Draws a text with a player below it. */
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
 * Draws a link instead of a player if the browser cannot play the file, or while remote media wait for the visitor's consent.
 * Nothing is loaded before the user presses play, not even the duration: the sender would learn when the message was seen.
 */
class Player extends RemoteMedia<PlayerProps, { failed?: boolean }> {
  readonly #element = createRef<HTMLAudioElement & HTMLVideoElement>();

  override componentWillUnmount(): void {
    super.componentWillUnmount();
    // A media element keeps playing after it is removed from the page.
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
