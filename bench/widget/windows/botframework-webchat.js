const BOT = { id: 'bot', role: 'bot' };
const USER = { id: 'user', role: 'user' };
const ONLINE = 2;

let next;
let sequence = 0;

const toActivity = ({ id, from, text, createdAt }) => ({
  type: 'message',
  id,
  from: from === 'user' ? USER : BOT,
  text,
  timestamp: new Date(createdAt).toISOString(),
});

/** A DirectLine connection without a network. */
const directLineWith = (activities) => ({
  activity$: {
    subscribe(observer) {
      next = (activity) => observer.next(activity);
      for (const activity of activities) next(activity);
      return { unsubscribe() {} };
    },
  },
  connectionStatus$: {
    subscribe(observer) {
      observer.next(ONLINE);
      return { unsubscribe() {} };
    },
  },
  postActivity: () => ({ subscribe: () => ({ unsubscribe() {} }) }),
  end() {},
});

const put = (activities) =>
  globalThis.WebChat.renderWebChat(
    { directLine: directLineWith(activities), userID: USER.id },
    document.querySelector('#place'),
  );

globalThis.adapter = {
  connect: ({ greeting }) => put([toActivity({ id: 'a0', from: 'bot', text: greeting, createdAt: Date.now() })]),
  mount: (messages) => put(messages.map(toActivity)),
  receive: (message) => next(toActivity(message)),
  /** Its protocol repeats the text so far in each part. */
  stream() {
    let text = '';
    const say = (type, id, channelData) =>
      next({
        type,
        id,
        from: BOT,
        text,
        timestamp: new Date().toISOString(),
        channelData: sequence === 1 ? channelData : { ...channelData, streamId: 's1' },
      });
    return {
      part(more) {
        text += more;
        sequence++;
        say('typing', `s${sequence}`, { streamType: 'streaming', streamSequence: sequence });
      },
      end() {
        sequence++;
        say('message', `s${sequence}`, { streamType: 'final' });
      },
    };
  },
  newest: () => document.querySelector('.webchat__basic-transcript__transcript')?.lastElementChild,
};
