using System.Text;
using Hooks.Build.Catalog;

namespace Hooks.Build.Checks.Text.Secrets;

/// <summary>Finds tokens, keys and passwords in texts that are in no file yet. Nothing of a secret is in what it says.</summary>
/// <param name="arguments">Those of a hook that has an allow list.</param>
/// <param name="context">Where the list is.</param>
/// <exception cref="CheckSetupException">The list cannot be read.</exception>
public sealed class TextSecrets(HookArguments arguments, CheckContext context)
{
    private readonly AllowedSecrets _allowed = AllowedSecrets.Read(arguments, context);

    /// <summary>The name of the list of what is accepted.</summary>
    public string List => _allowed.List;

    /// <summary>The secrets of a text that are not accepted.</summary>
    /// <param name="path">Path from the root of the file that it is for; empty where it is for none.</param>
    /// <param name="text">The text.</param>
    public IReadOnlyList<FoundSecret> Find(string path, string text)
    {
        List<FoundSecret> found = [];
        new SecretScan(new CheckedFile(path, path), _allowed, found).Read(Encoding.UTF8.GetBytes(text), isLast: true, new Findings());
        return found;
    }
}

/// <summary>A secret, without anything of it.</summary>
/// <param name="Line">The line in which it begins, from 1.</param>
/// <param name="Format">What it is.</param>
/// <param name="Fingerprint">What stands for it in a list of what is accepted.</param>
public readonly record struct FoundSecret(long Line, string Format, string Fingerprint);
