import { isObject } from '../../lib/json.js';
import type { Answer, Exchange } from '../http/exchange.js';
import { ApiError } from '../lib/api-error.js';
import type { Platform } from '../platform/platform.js';
import { authorise } from './authorise.js';
import { fromQuery, type Parameters, requiredText, texts, wholeNumber } from './parameters.js';

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1440;
/** Documented buckets of the newer form, in minutes. */
const BUCKETS: Record<string, number> = {
  PT15M: 15,
  PT30M: 30,
  PT1H: 60,
  PT2H: 120,
  PT4H: 240,
  PT8H: 480,
  PT12H: 720,
  PT24H: DAY_MINUTES,
};
const DAY = /^\d{4}-\d{2}-\d{2}$/;
/** Limits the size of an answer. */
const MOST_BUCKETS = 5000;

/**
 * `POST /agentassist/api/public/analytics/account/:accountId/userstatus`, and with `1.1/` before `account` (docs/public-apis.md
 * §15). Reports every agent as available in the first bucket and without activity after it.
 * Any account id is accepted.
 */
export async function userStatus(platform: Platform, exchange: Exchange): Promise<Answer> {
  const { accountId, version } = exchange.params;
  await authorise(platform, exchange, 'userstatus', `contact center ${accountId}`);
  const isNewer = version === '1.1';
  if (isNewer && !exchange.headers.iid) throw new ApiError(400, 'iId is mandatory');
  const body = await exchange.json();
  const filter = requiredObject(body, 'filter');
  const intervals = bucketsOf(requiredObject(filter, 'dateFilter'), body.granularity, isNewer);
  const wanted = texts(filter, 'agents');
  const agents = platform.admin.agents.filter(({ email }) => !wanted || wanted.includes(email));
  if (!isNewer) {
    return {
      body: Object.fromEntries(
        agents.map(({ userId, email, firstName }) => [userId, { emailId: email, firstName, timeInterval: intervals }]),
      ),
    };
  }
  const query = fromQuery(exchange.query);
  const limit = wholeNumber(query, 'limit', 1) ?? 50;
  const offset = wholeNumber(query, 'offset', 0) ?? 0;
  const data = agents.slice(offset, offset + limit).map((agent) => ({ ...agent, timeInterval: intervals }));
  return { body: { hasMore: offset + data.length < agents.length, limit, offset, data } };
}

function bucketsOf(dates: Parameters, granularity: unknown, isNewer: boolean): object[] {
  const minutes = isNewer ? BUCKETS[String(granularity)] : granularity;
  if (typeof minutes !== 'number' || !(minutes > 0)) {
    throw new ApiError(
      400,
      `granularity must be ${isNewer ? `one of ${Object.keys(BUCKETS).join(', ')}` : 'a number of minutes'}`,
    );
  }
  if (!isNewer && dates.timeZoneOffSet === undefined) throw new ApiError(400, 'timeZoneOffSet is mandatory');
  const start = moment(dates, 'startDate', isNewer, 0);
  const end = moment(dates, 'endDate', isNewer, DAY_MINUTES * MINUTE_MS);
  const count = Math.ceil((end - start) / (minutes * MINUTE_MS));
  if (count < 0 || count > MOST_BUCKETS) throw new ApiError(400, 'startDate and endDate do not make a range');
  return Array.from({ length: count }, (_, index) => {
    const from = start + index * minutes * MINUTE_MS;
    const active = { metric: 'AgentStatus', value: 'Available', stats: { sum: `${minutes * 60} sec` } };
    const state = { metric: 'AgentState', value: 'Available:Idle', stats: { sum: `${minutes * 60} sec` } };
    return {
      startTime: new Date(from).toISOString(),
      endTime: new Date(from + minutes * MINUTE_MS).toISOString(),
      status: index === 0 ? (isNewer ? [active, state] : [active]) : [],
    };
  });
}

function moment(dates: Parameters, name: string, isNewer: boolean, endOfDayMs: number): number {
  const text = requiredText(dates, name);
  const epoch = isNewer && !DAY.test(text) ? Number.NaN : Date.parse(text);
  if (Number.isNaN(epoch)) throw new ApiError(400, `${name} must be ${isNewer ? 'like 2026-01-31' : 'a timestamp'}`);
  return isNewer ? epoch + endOfDayMs : epoch;
}

function requiredObject(parameters: Parameters, name: string): Parameters {
  const value = parameters[name];
  if (isObject(value)) return value;
  throw new ApiError(400, `${name} is mandatory`);
}
