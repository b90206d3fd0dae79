import type { EnvironmentInfo } from '@azure/communication-calling';

/** What of the SDK's `Features.DebugInfo` a page may use. */
export class DebugInfo {
  readonly name = 'DebugInfo';
  readonly isCallClientActiveInAnotherTab = false;

  /** Whatever runs the local Teams is supported. The SDK knows desktop browsers by name, and no headless one. */
  async getEnvironmentInfo(): Promise<EnvironmentInfo> {
    const browserVersion = /Chrom\w*\/([\d.]+)|Firefox\/([\d.]+)|Version\/([\d.]+)/.exec(navigator.userAgent);
    return {
      environment: {
        platform: navigator.platform,
        browser: navigator.userAgent.includes('Firefox') ? 'Firefox' : 'Chrome',
        browserVersion: browserVersion?.slice(1).find(Boolean) ?? '',
      },
      isSupportedPlatform: true,
      isSupportedBrowser: true,
      isSupportedBrowserVersion: true,
      isSupportedEnvironment: true,
    };
  }

  dispose(): void {}
}
