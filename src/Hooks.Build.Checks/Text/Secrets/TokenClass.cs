using System.Buffers;
using System.Text;

namespace Hooks.Build.Checks.Text.Secrets;

/// <summary>The classes of characters that tokens are made of, by the names they have in the forms of <see cref="VendorTokens"/>.</summary>
internal static class TokenClass
{
    private const string Hex = SecretText.Digits + "abcdef";

    private static readonly Dictionary<string, (string Characters, SearchValues<byte> Values)> Known = new(StringComparer.Ordinal);

    static TokenClass()
    {
        foreach (var (name, characters, _) in All)
            Known[name] = (characters, SearchValues.Create(Encoding.ASCII.GetBytes(characters)));
    }

    /// <summary>Name, characters, and the characters as the documentation tells them.</summary>
    public static IReadOnlyList<(string Name, string Characters, string Told)> All =>
    [
        ("digit", SecretText.Digits, "0-9"),
        ("hex", Hex, "0-9 a-f"),
        ("Hex", Hex + "ABCDEF", "0-9 a-f A-F"),
        ("lower", SecretText.Digits + SecretText.Lower, "0-9 a-z"),
        ("upper", SecretText.Digits + SecretText.Upper, "0-9 A-Z"),
        ("letter", SecretText.Lower + SecretText.Upper, "a-z A-Z"),
        ("alnum", SecretText.Alphanumeric, "0-9 a-z A-Z"),
        ("word", SecretText.Alphanumeric + "_", "alnum _"),
        ("slug", SecretText.Alphanumeric + "-", "alnum -"),
        ("path", SecretText.Alphanumeric + "/", "alnum /"),
        ("url", SecretText.Alphanumeric + "_-", "alnum _ -"),
        ("base", SecretText.Alphanumeric + "+/", "alnum + /"),
        ("base64", SecretText.Alphanumeric + "+/=", "alnum + / ="),
        ("percent", SecretText.Alphanumeric + "_-.%", "alnum _ - . %"),
        ("tilde", SecretText.Alphanumeric + "_-.~", "alnum _ - . ~"),
    ];

    /// <summary>The characters of a class.</summary>
    public static string CharactersOf(string name) => Known[name].Characters;

    /// <summary>Whether long words have all of its characters.</summary>
    public static bool IsOfWords(string name) => CharactersOf(name).AsSpan().IndexOfAny("+/=%~") < 0;

    /// <summary>The characters of a class, to search with.</summary>
    public static SearchValues<byte> ValuesOf(string name) => Known[name].Values;
}
