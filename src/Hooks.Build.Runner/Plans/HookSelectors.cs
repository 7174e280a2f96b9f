namespace Hooks.Build.Runner.Plans;

/// <summary>What chooses hooks.</summary>
[Flags]
internal enum HookSelectors
{
    None = 0,
    Profiles = 1,
    Filter = 2,
    Skip = 4,
}
