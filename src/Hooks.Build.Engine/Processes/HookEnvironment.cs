using System.Collections;

namespace Hooks.Build.Engine.Processes;

/// <summary>
/// What a hook sees of the environment: a base set that every tool needs, and what the hook declares. MSBuild, git and the SDK leave variables
/// behind that make a child behave otherwise than on the command line; they are not in the set.
/// </summary>
public static class HookEnvironment
{
    private static readonly HashSet<string> Base = new(StringComparer.OrdinalIgnoreCase)
    {
        "PATH", "HOME", "USER", "LOGNAME", "SHELL", "TERM", "TZ", "LANG", "LANGUAGE", "HOSTNAME",
        "TMPDIR", "TMP", "TEMP",
        "HTTP_PROXY", "HTTPS_PROXY", "FTP_PROXY", "ALL_PROXY", "NO_PROXY",
        "SSL_CERT_FILE", "SSL_CERT_DIR", "CURL_CA_BUNDLE", "REQUESTS_CA_BUNDLE", "NODE_EXTRA_CA_CERTS", "GIT_SSL_CAINFO",
        "SSH_AUTH_SOCK", "SSH_AGENT_PID", "GNUPGHOME",
        "CI", "GITHUB_ACTIONS", "TF_BUILD", "GITLAB_CI", "TEAMCITY_VERSION", "JENKINS_URL",
        "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "JAVA_HOME", "CARGO_HOME", "RUSTUP_HOME", "GOPATH", "GOROOT", "GOCACHE", "NVM_DIR", "PYENV_ROOT", "VIRTUAL_ENV",
        // A build inside a hook joins the node budget of the build around it.
        "MSBUILDCOORDINATORGRANTID", "MSBUILDUSECOORDINATOR",
        // Windows
        "SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "COMSPEC", "PATHEXT", "OS", "USERNAME", "USERDOMAIN", "USERPROFILE", "HOMEDRIVE", "HOMEPATH",
        "APPDATA", "LOCALAPPDATA", "PROGRAMDATA", "ALLUSERSPROFILE", "PUBLIC", "PROGRAMFILES", "PROGRAMFILES(X86)", "PROGRAMW6432",
        "COMMONPROGRAMFILES", "COMMONPROGRAMFILES(X86)", "COMMONPROGRAMW6432", "NUMBER_OF_PROCESSORS", "PROCESSOR_ARCHITECTURE", "COMPUTERNAME",
    };

    private static readonly string[] BasePrefixes = ["LC_", "XDG_", "NUGET_", "DOTNET_"];

    // The SDK sets these for its own children: a hook that starts another SDK would be led astray (dotnet/sdk#18114, dotnet/msbuild#3161).
    private static readonly HashSet<string> Leaks = new(GitVariables.OfOneRepository, StringComparer.OrdinalIgnoreCase)
    {
        "DOTNET_HOST_PATH", "DOTNET_CLI_CONTEXT_ANSI_PASS_THRU", "DOTNET_CLI_TELEMETRY_SESSIONID", "DOTNET_STARTUP_HOOKS",
        "MSBuildSDKsPath", "MSBuildExtensionsPath", "MSBuildLoadMicrosoftTargetsReadOnly", "MSBUILDFAILONDRIVEENUMERATINGWILDCARD",
        "MSBUILD_EXE_PATH", "MSBuildToolsPath", "MSBUILDENSURESTDOUTFORTASKPROCESSES",
        "GIT_EDITOR", "GIT_EXEC_PATH",
        // The folder of the build, which is not the hook's.
        "PWD", "OLDPWD",
    };

    /// <summary>Reads the environment of this process.</summary>
    public static IReadOnlyDictionary<string, string> OfThisProcess()
    {
        Dictionary<string, string> variables = new(Comparer);
        foreach (DictionaryEntry entry in System.Environment.GetEnvironmentVariables())
        {
            variables[(string)entry.Key] = (string?)entry.Value ?? "";
        }

        return variables;
    }

    /// <summary>Builds the environment of a hook.</summary>
    /// <param name="source">The environment of this process.</param>
    /// <param name="declared">Names beyond the base set; <c>*</c> for all.</param>
    public static IReadOnlyDictionary<string, string> For(IReadOnlyDictionary<string, string> source, IReadOnlyList<string> declared)
    {
        var all = declared.Contains("*", StringComparer.Ordinal);
        Dictionary<string, string> variables = new(Comparer);
        foreach (var (name, value) in source)
        {
            if (declared.Contains(name, Comparer) || (!Leaks.Contains(name) && (all || Base.Contains(name) || Array.Exists(BasePrefixes, prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)))))
            {
                variables[name] = value;
            }
        }

        // The targets of this package do nothing in a build that a hook starts.
        variables["HooksRunning"] = "1";
        // A node that outlives the hook's build would be ended with the hook's process group.
        variables["MSBUILDDISABLENODEREUSE"] = "1";
        // Output is parsed and shown without a terminal.
        variables.TryAdd("NO_COLOR", "1");
        variables.TryAdd("DOTNET_CLI_UI_LANGUAGE", "en");
        variables.TryAdd("DOTNET_NOLOGO", "1");
        return variables;
    }

    private static StringComparer Comparer => OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;
}
