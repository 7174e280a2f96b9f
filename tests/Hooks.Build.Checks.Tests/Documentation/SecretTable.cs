using Hooks.Build.Checks.Text.Secrets;

namespace Hooks.Build.Checks.Tests.Documentation;

/// <summary>The formats that the check <c>secrets</c> knows, as docs/checks.md has them.</summary>
internal static class SecretTable
{
    public static string Text() => string.Concat(Rows().Select(row => row + "\n"));

    private static IEnumerable<string> Rows()
    {
        yield return "| Vendor | What it is | Forms |";
        yield return "|---|---|---|";
        foreach (var token in VendorTokens.All)
            yield return Row(token.Vendor.Length > 0 ? token.Vendor : "any", token.Name, token.Forms);

        yield return "";
        yield return "| Vendor | In the name | Value |";
        yield return "|---|---|---|";
        foreach (var vendor in VendorValues.All)
            yield return Row(vendor.Vendor, $"`{vendor.Word}`", vendor.Forms);

        yield return "";
        yield return "| Class | Characters |";
        yield return "|---|---|";
        foreach (var (name, _, told) in TokenClass.All)
            yield return $"| `{name}` | `{told}` |";
    }

    private static string Row(string vendor, string name, IEnumerable<string> forms) =>
        $"| {vendor} | {name} | {string.Join("<br>", forms.Select(form => $"`{form.Replace("|", "\\|", StringComparison.Ordinal)}`"))} |";
}
