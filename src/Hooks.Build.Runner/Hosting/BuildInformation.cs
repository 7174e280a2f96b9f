using System.Reflection;

namespace Hooks.Build.Runner.Hosting;

/// <summary>What this program was built as.</summary>
internal static class BuildInformation
{
    /// <summary>The version of the package that it is part of.</summary>
    public static string Version { get; } = typeof(BuildInformation).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
        ?? "";
}
