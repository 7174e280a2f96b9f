using Hooks.Build.Catalog;

namespace Hooks.Build.Checks.Text;

/// <summary>Finds the AWS secrets of this machine: in variables, and in files of the kind of ~/.aws/credentials.</summary>
internal static class AwsSecrets
{
    private static readonly string[] UsualFiles = ["~/.aws/config", "~/.aws/credentials", "/etc/boto.cfg", "~/.boto"];
    private static readonly string[] FileVariables = ["AWS_CONFIG_FILE", "AWS_CREDENTIAL_FILE", "AWS_SHARED_CREDENTIALS_FILE", "BOTO_CONFIG"];
    private static readonly string[] SecretVariables = ["AWS_SECRET_ACCESS_KEY", "AWS_SECURITY_TOKEN", "AWS_SESSION_TOKEN"];

    public static IReadOnlyCollection<string> Find(HookArguments arguments, CheckContext context)
    {
        var secrets = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var file in UsualFiles.Concat(arguments.All("--credentials-file")).Concat(Values(FileVariables, context)))
            secrets.UnionWith(ReadFile(FullPath(file, context), context));

        secrets.UnionWith(Values(SecretVariables, context));
        if (secrets.Count == 0 && !arguments.Has("--allow-missing-credentials"))
        {
            throw new CheckSetupException(
                "no AWS secrets on this machine to look for; name their file with --credentials-file, or accept that with --allow-missing-credentials");
        }

        return secrets;
    }

    private static IEnumerable<string> Values(string[] variables, CheckContext context) =>
        variables.Select(name => context.Environment.GetValueOrDefault(name, "")).Where(value => value.Length > 0);

    private static string FullPath(string file, CheckContext context)
    {
        var home = context.Environment.GetValueOrDefault("HOME") ?? context.Environment.GetValueOrDefault("USERPROFILE", "");
        return file.StartsWith("~/", StringComparison.Ordinal) ? home + file[1..] : Path.Combine(context.Root, file);
    }

    // A file that is not there, or cannot be read, has no secrets; so does one that has no sections.
    private static List<string> ReadFile(string path, CheckContext context)
    {
        try
        {
            return context.LinesOf(path) is { } lines ? ReadSections(lines) : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static List<string> ReadSections(IEnumerable<string> lines)
    {
        var found = new List<string>();
        var hasSection = false;
        foreach (var line in lines.Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] is not ('#' or ';')))
        {
            if (line[0] == '[')
            {
                hasSection = true;
                continue;
            }

            if (!hasSection)
                return [];

            var separator = line.AsSpan().IndexOfAny('=', ':');
            if (separator > 0 && IsSecret(line.AsSpan(0, separator).TrimEnd()) && line[(separator + 1)..].Trim() is { Length: > 0 } value)
                found.Add(value);
        }

        return found;
    }

    private static bool IsSecret(ReadOnlySpan<char> name) =>
        Array.Exists(SecretVariables, name.ToString().ToUpperInvariant().Equals);
}
