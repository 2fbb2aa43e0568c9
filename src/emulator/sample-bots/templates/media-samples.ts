import { picture, type Samples } from './sample.js';

/** Components that are not templates (protocol.md §6.2), answers of a search (§6.5), and banners. */
export const mediaSamples: Samples = (url) => ({
  text: { type: 'text', payload: { text: 'A Monstera likes *half shade*, and water once a week.' } },
  image: { type: 'image', payload: { url: picture(url), name: 'picture.svg' } },
  audio: { type: 'audio', payload: { url: `${url}/media/tone.wav`, name: 'tone.wav', text: 'A tone' } },
  video: {
    type: 'video',
    payload: { url: `${url}/media/tone.wav`, name: 'tone.wav', text: 'A film with nothing to see' },
  },
  'message with audio': { type: 'message', payload: { text: 'Listen to this', audioUrl: `${url}/media/tone.wav` } },
  link: { type: 'link', payload: { url: 'https://example.com/', name: 'The shop' } },
  document: { type: 'document', payload: { url: `${url}/media/guide.txt`, name: 'guide.txt' } },
  'error component': { type: 'error', payload: { text: 'Something went wrong on our side.', color: '#b3261e' } },
  system: { template_type: 'SYSTEM', text: 'You are number 3 in the queue.' },
  answerTemplate: {
    template_type: 'answerTemplate',
    searchRequestId: 'sr-1',
    totalSearchResults: 2,
    answer_payload: {
      center_panel: {
        type: 'generative_model',
        data: [
          {
            snippet_title: 'Watering',
            snippet_type: 'generative_model',
            score: 92,
            snippet_content: [
              {
                answer_fragment: 'Water a Monstera about once a week, ',
                sources: [{ title: 'Watering with sense', url: 'https://example.com/watering', doc_id: 'doc-1' }],
              },
              {
                answer_fragment: 'and less in winter.',
                sources: [{ title: 'Plants in winter', url: 'https://example.com/winter', doc_id: 'doc-2' }],
              },
            ],
          },
        ],
      },
    },
  },
  search: {
    template_type: 'search',
    text: 'Found in our guide',
    results: {
      web: {
        data: [
          {
            contentId: 'page-1',
            page_title: 'Watering with sense',
            page_preview: 'Most plants <b>drown</b>. How to let yours live.',
            page_url: 'https://example.com/watering',
            score: 7.5,
          },
        ],
      },
    },
  },
});
