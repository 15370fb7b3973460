// An offer to undo something goes after ten seconds, but not while somebody is at it.
const STANDS_FOR = 10000;

function standForAWhile(offer) {
  let timer;
  const begin = () => {
    clearTimeout(timer);
    timer = setTimeout(() => offer.remove(), STANDS_FOR);
  };
  const isBusy = () => offer.matches(":hover") || offer.contains(document.activeElement);
  const wait = () => clearTimeout(timer);
  const goOn = () => setTimeout(() => isBusy() || begin());
  offer.addEventListener("mouseenter", wait);
  offer.addEventListener("focusin", wait);
  offer.addEventListener("mouseleave", goOn);
  offer.addEventListener("focusout", goOn);
  begin();
}

const offers = document.getElementById("undo-offers");
for (const offer of offers.children) standForAWhile(offer);
new MutationObserver((records) => {
  for (const { addedNodes } of records) {
    for (const node of addedNodes) {
      if (node instanceof HTMLElement && node.matches(".undo-offer")) standForAWhile(node);
    }
  }
}).observe(offers, { childList: true });
