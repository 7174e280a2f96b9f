using System.Reflection;

namespace Hooks.Build.Checks;

/// <summary>Which version of the checks this is: what one version found another may not.</summary>
public static class CheckVersion
{
    /// <summary>The version, with the commit it was built from where that is known.</summary>
    public static string Text { get; } = typeof(CheckVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";
}
