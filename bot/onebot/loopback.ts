/** Whether only this machine can reach a host: there alone OneBot may go without a token. */

/** @param host a name or address as in a URL or to listen on */
export const isLoopback = (host: string): boolean => /^(?:localhost|127(?:\.\d{1,3}){3}|\[?::1\]?)$/.test(host);
