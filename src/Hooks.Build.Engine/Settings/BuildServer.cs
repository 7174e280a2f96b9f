namespace Hooks.Build.Engine.Settings;

/// <summary>Tells a build server, where nobody's own changes are built, from somebody's machine.</summary>
internal static class BuildServer
{
    private static readonly string[] Servers = ["TF_BUILD", "GITHUB_ACTIONS", "GITLAB_CI", "TEAMCITY_VERSION", "JENKINS_URL"];

    /// <summary>Whether this is one. <c>CI=false</c> is how people say that theirs is none.</summary>
    /// <param name="environment">Gives the value of an environment variable.</param>
    public static bool IsHere(Func<string, string?> environment)
    {
        var ci = environment("CI");
        return (!string.IsNullOrEmpty(ci) && ci != "0" && !ci.Equals("false", StringComparison.OrdinalIgnoreCase))
            || string.Equals(environment("ContinuousIntegrationBuild"), "true", StringComparison.OrdinalIgnoreCase)
            || Array.Exists(Servers, name => !string.IsNullOrEmpty(environment(name)));
    }
}
