import type { VNode } from 'preact';
import type { AnswerTemplate as Answer, AnswerSnippet } from '../../../protocol/templates/answer-template.js';
import { Bubble } from '../../rich-text/Bubble.js';
import type { TemplateProps, TemplateScope } from '../draw-template.js';
import { TemplateText } from '../shared/TemplateText.js';
import { cite } from './cite.js';
import { Sources } from './Sources.js';

/** Draws an answer from documents with its sources. While it streams, and if it has no sources, it is the text of the message. */
export function AnswerTemplate({ template, ...scope }: TemplateProps<Answer>): VNode {
  const snippets = template.answer_payload?.center_panel?.data?.filter(hasContent) ?? [];
  return (
    <>
      {snippets.length === 0 || scope.message.streaming ? (
        <Bubble
          text={scope.message.text || template.payload?.answer || scope.strings.nothingFound}
          message={scope.message}
          i18n={scope.i18n}
        />
      ) : (
        snippets.map((snippet) => <Snippet {...scope} snippet={snippet} />)
      )}
    </>
  );
}

const hasContent = ({ snippet_content, snippet_title }: AnswerSnippet) =>
  Boolean(snippet_content?.length || snippet_title);

function Snippet({ snippet, i18n, strings }: TemplateScope & { snippet: AnswerSnippet }): VNode {
  const { text, sources } = cite(snippet);
  const { snippet_title, url, source_name, source } = snippet;
  const own = url || source_name || source ? [{ title: source_name ?? source ?? snippet_title, url }] : [];
  return (
    <div class="bubble answer" part="bubble">
      <TemplateText class="strong" text={snippet_title} i18n={i18n} />
      <TemplateText text={text} i18n={i18n} />
      <Sources
        sources={(sources.length > 0 ? sources : own).map(({ title, url: address }) => ({
          ...(title && { title }),
          ...(address && { url: address }),
        }))}
        strings={strings}
      />
    </div>
  );
}
