// The one EventSource of a page. The browser itself comes back after a lost connection
// and tells which event it saw last; after a refusal (a restarted server has another
// token) it does not, so the script is asked for a new address.

class Stream {
  constructor({ onMessage, onState, onRefused }) {
    this.on = { onMessage, onState, onRefused };
    this.source = null;
    this.url = null;
    this.retry = null;
  }

  open(url) {
    if (url === this.url && this.source?.readyState !== EventSource.CLOSED) return;
    this.close();
    this.url = url;
    const source = new EventSource(url);
    this.source = source;
    source.onopen = () => this.on.onState("open");
    source.onmessage = (event) => this.on.onMessage(JSON.parse(event.data));
    source.onerror = () => {
      this.on.onState("lost");
      if (source.readyState !== EventSource.CLOSED) return;
      this.on.onRefused();
      clearTimeout(this.retry);
      this.retry = setTimeout(() => this.open(this.url), 2000);
    };
  }

  close() {
    clearTimeout(this.retry);
    this.source?.close();
    this.source = null;
  }
}
