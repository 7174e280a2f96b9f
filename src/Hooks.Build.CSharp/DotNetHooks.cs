namespace Hooks.Build;

/// <summary>Ready-made hooks that know the graph of projects: they work on those that a change affects, not on the whole solution.</summary>
public static class DotNetHooks
{
    /// <summary><c>dotnet build</c> of the projects that a change affects.</summary>
    public const string Build = "csharp:build";

    /// <summary><c>dotnet test</c> of the test projects that a change affects.</summary>
    public const string Test = "csharp:test";

    /// <summary>No project uses a package with a known vulnerability.</summary>
    public const string VulnerablePackages = "csharp:vulnerable-packages";

    /// <summary>No project uses a package that its authors gave up.</summary>
    public const string DeprecatedPackages = "csharp:deprecated-packages";

    /// <summary>Each <c>packages.lock.json</c> is the one that a restore would write.</summary>
    public const string LockFiles = "csharp:lock-files";
}
