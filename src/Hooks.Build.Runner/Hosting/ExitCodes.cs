namespace Hooks.Build.Runner.Hosting;

/// <summary>What the process's exit code says.</summary>
internal static class ExitCodes
{
    public const int Passed = 0;
    public const int Failed = 1;
    public const int WrongUse = 2;
    public const int Interrupted = 130;
}
