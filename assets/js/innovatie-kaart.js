// <innovatie-kaart regio="midden" thema="steam,digitalisering" hoogte="420"><a href="…">…</a></innovatie-kaart>
//
// The map with this question, in a frame of the site that this file came from. Attributes are the parameters of its
// address; several values stand apart by spaces or commas. What stands in the element is for where no script runs.
const SEVERAL = ['regio', 'gemeente', 'thema', 'sector', 'fase', 'onderdeel'];
const ONE = ['q', 'bbox', 'bij', 'straal', 'c', 'z'];

class InnovatieKaart extends HTMLElement {
  static observedAttributes = [...SEVERAL, ...ONE, 'hoogte', 'aria-label'];

  #waits = false;

  connectedCallback() {
    this.attributeChangedCallback();
  }

  // Several attributes that change together are one change.
  async attributeChangedCallback() {
    if (this.#waits || !this.isConnected) return;
    this.#waits = true;
    await null;
    this.#waits = false;
    if (this.isConnected) this.#show();
  }

  #show() {
    const address = new URL('/embed', import.meta.url);
    for (const name of [...SEVERAL, ...ONE]) {
      const value = this.getAttribute(name)?.trim();
      const values = SEVERAL.includes(name) ? value?.split(/[\s,]+/) : [value];
      for (const one of values ?? []) if (one) address.searchParams.append(name, one);
    }
    // A new frame: another address in the same one would be a step in the history of the page.
    const frame = document.createElement('iframe');
    frame.title = this.getAttribute('aria-label') || 'InnovatieKaart: onderwijsinitiatieven op de kaart';
    frame.loading = 'lazy';
    const height = Math.min(Math.max(parseInt(this.getAttribute('hoogte'), 10) || 480, 200), 2000);
    frame.style.cssText = `display:block;width:100%;height:${height}px;border:0`;
    (this.shadowRoot ?? this.attachShadow({ mode: 'open' })).replaceChildren(frame);
    // Known now, so that the first map fits.
    if (frame.clientWidth) address.search += `${address.search ? '&' : ''}breedte=${frame.clientWidth}&hoogte=${height}`;
    frame.src = address;
  }
}

customElements.get('innovatie-kaart') ?? customElements.define('innovatie-kaart', InnovatieKaart);
