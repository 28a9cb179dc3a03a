// Asks the device for a passkey, and sends its answer with the form.

const form = document.querySelector('form[data-passkey]');
const says = form.querySelector('[role=status]');

const devices = {
  maak: (options) => navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) }),
  toon: (options) => navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) }),
};

form.addEventListener('submit', async (event) => {
  const answer = form.elements.antwoord;
  if (answer.value) return;
  event.preventDefault();
  if (!globalThis.PublicKeyCredential?.parseRequestOptionsFromJSON) {
    says.textContent = 'Deze browser kent geen passkeys. Werk hem bij, of gebruik een andere.';
    return;
  }
  says.textContent = 'Kijk op je apparaat.';
  try {
    const credential = await devices[form.dataset.passkey](JSON.parse(form.dataset.vraagt).publicKey);
    answer.value = JSON.stringify(credential);
    form.requestSubmit();
  } catch (error) {
    says.textContent = error.name === 'InvalidStateError'
      ? 'Op dit apparaat heb je al een passkey.'
      : 'Er is geen passkey gebruikt. Probeer het nog eens.';
  }
});
