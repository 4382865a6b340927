import { keepThumbnail } from './thumbnail-store.ts';

const width = 320;
const patienceMilliseconds = 15_000;
let last: Promise<void> = Promise.resolve();

/** Takes a picture of a video, one video after the other. Without one the card shows none: nothing depends on it. */
export function keepFrame(file: File, videoId: string): Promise<void> {
  last = last.then(async () => {
    try {
      await keepThumbnail(videoId, await takeFrame(file));
    } catch {
      // The browser does not know the codec, or refuses storage.
    }
  });
  return last;
}

async function takeFrame(file: File): Promise<Blob> {
  const url = URL.createObjectURL(file);
  const video = document.createElement('video');
  try {
    video.muted = true;
    video.preload = 'auto';
    video.src = url;
    await happening(video, 'loadeddata');
    // A little way in: the first frame is often black.
    video.currentTime = Math.min(1, video.duration / 3);
    await happening(video, 'seeked');
    return await draw(video);
  } finally {
    video.removeAttribute('src');
    video.load();
    URL.revokeObjectURL(url);
  }
}

function happening(video: HTMLVideoElement, event: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('The video says nothing.')), patienceMilliseconds);
    video.addEventListener(
      event,
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
    video.addEventListener('error', () => reject(new Error('The video cannot be shown.')), { once: true });
  });
}

function draw(video: HTMLVideoElement): Promise<Blob> {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = Math.round((width * video.videoHeight) / video.videoWidth) || width;
  canvas.getContext('2d')?.drawImage(video, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('No picture.'))), 'image/jpeg', 0.8);
  });
}
