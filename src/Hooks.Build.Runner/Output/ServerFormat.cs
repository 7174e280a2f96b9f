namespace Hooks.Build.Runner.Output;

/// <summary>The format of the build server on which this runs, by what that sets in the environment of each step.</summary>
internal static class ServerFormat
{
    /// <summary>The format in which it takes findings; that for people where it takes none from what is printed, or this is none.</summary>
    public static string Of(Func<string, string?> variable) =>
        IsTrue(variable("GITHUB_ACTIONS")) ? RunFormats.GitHub
        : IsTrue(variable("TF_BUILD")) ? RunFormats.Azure
        : !string.IsNullOrEmpty(variable("TEAMCITY_VERSION")) ? RunFormats.TeamCity
        : RunFormats.Text;

    private static bool IsTrue(string? value) => string.Equals(value, "true", StringComparison.OrdinalIgnoreCase);
}
