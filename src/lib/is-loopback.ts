/** Whether a host name, as `URL` normalises it, is one of this machine. Requests to it leave no network. */
export const isLoopback = (hostname: string): boolean => /^((.+\.)?localhost|127(\.\d+){3}|\[::1])$/.test(hostname);
