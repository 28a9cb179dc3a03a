// Where this device is: `[longitude, latitude]` in degrees. Fails when the visitor or the browser refuses.
export const here = () => new Promise((found, refused) => {
  if (!navigator.geolocation) return refused(new Error('no geolocation'));
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => found([coords.longitude, coords.latitude]),
    refused,
    { maximumAge: 60_000, timeout: 15_000 },
  );
});
