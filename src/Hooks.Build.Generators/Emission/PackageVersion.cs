using System.Reflection;

namespace Hooks.Build.Generators.Emission;

/// <summary>The version of the package, which a plan says.</summary>
internal static class PackageVersion
{
    /// <summary>The version, without the commit.</summary>
    public static string Text { get; } = (typeof(PackageVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
        ?? "0.0.0").Split('+')[0];
}
