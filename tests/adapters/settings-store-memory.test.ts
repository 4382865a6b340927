import { createMemorySettings } from '../settings/support/memory-settings-store.ts';
import { describeSettingsStore } from './settings-store-contract.ts';

describeSettingsStore('memory', async () => createMemorySettings());
