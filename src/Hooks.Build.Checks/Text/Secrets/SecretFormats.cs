namespace Hooks.Build.Checks;

/// <summary>The formats that are known, each with the texts it is found by.</summary>
internal static class SecretFormats
{
    private const string Word = SecretText.Alphanumeric + "_";
    private const string Url = Word + "-";
    private const string Hex = SecretText.Digits + "abcdef";

    private static readonly AssignedSecret Password = new("password", 8, 3);
    private static readonly AssignedSecret Key = new("key or token", 16, 3.5);

    /// <summary>All anchors. Neighbours share a group of the search, so those that begin alike stand together.</summary>
    public static IReadOnlyList<SecretAnchor> Anchors { get; } = [.. Prefixed(), .. Assigned()];

    private static IEnumerable<SecretAnchor> Prefixed()
    {
        var github = new TokenFormat("GitHub token", SecretText.Alphanumeric, 36, 255);
        foreach (var kind in "ousrp")
            yield return new($"gh{kind}_", github, rare: 1);

        yield return new("github_pat_", new TokenFormat("GitHub token", Word, 82, 255), rare: 7);
        yield return new("glpat-", new TokenFormat("GitLab token", Url, 20, 320), rare: 3);
        yield return new("npm_", new TokenFormat("npm token", SecretText.Alphanumeric, 36, 36));
        yield return new("pypi-AgEI", new TokenFormat("PyPI token", Url, 50), rare: 6);
        var slack = new TokenFormat("Slack token", SecretText.Alphanumeric + "-", 24, 250);
        foreach (var kind in "aprsb")
            yield return new($"xox{kind}-", slack);

        yield return new("hooks.slack.com/services/", new WebhookFormat(), rare: 3);
        var access = new TokenFormat("AWS access key id", SecretText.Digits + SecretText.Upper, 16, 16) { LeastEntropy = 2.5 };
        yield return new("AKIA", access);
        yield return new("ASIA", access);
        yield return new("AIza", new TokenFormat("Google API key", Url, 35, 35));
        yield return new("AccountKey=", new TokenFormat("Azure storage key", SecretText.Alphanumeric + "+/=", 86, 90), rare: 8);
        var azure = new TokenFormat("Azure client secret", Url + "~.", 31, 34) { Before = 3 };
        yield return new("7Q~", azure);
        yield return new("8Q~", azure);
        yield return new("AZDO", new TokenFormat("Azure DevOps token", SecretText.Alphanumeric, 4, 4) { Before = 76, LeastEntropy = 0 });
        yield return new("sk_live_", new TokenFormat("Stripe key", SecretText.Alphanumeric, 20, 250), rare: 5);
        yield return new("rk_live_", new TokenFormat("Stripe key", SecretText.Alphanumeric, 20, 250), rare: 5);
        yield return new("sk-ant-", new TokenFormat("Anthropic key", Url, 60, 250));
        yield return new("T3BlbkFJ", new OpenAiKey());
        yield return new("oy2", new TokenFormat("NuGet key", SecretText.Digits + SecretText.Lower, 43, 43));
        yield return new("SG.", new PartedToken("SendGrid key", (byte)'.', 20, 40));
        yield return new("eyJ", new PartedToken("JSON web token", (byte)'.', 10, 10, 16) { SecondBegins = "eyJ" });
        yield return new(":AA", new BotToken());
        var twilio = new TokenFormat("Twilio key", Hex, 31, 31);
        foreach (var digit in Hex)
            yield return new($"SK{digit}", twilio);

        yield return new("BEGIN ", new KeyBlock());
    }

    private static IEnumerable<SecretAnchor> Assigned()
    {
        yield return new("password", Password, rare: 3, ignoresCase: true);
        yield return new("passwd", Password, rare: 3, ignoresCase: true);
        yield return new("passphrase", Password, rare: 2, ignoresCase: true);
        yield return new("pwd", Password, ignoresCase: true);
        yield return new("secret", Key, rare: 1, ignoresCase: true);
        yield return new("secretkey", Key, rare: 5, ignoresCase: true);
        yield return new("secret_key", Key, rare: 5, ignoresCase: true);
        yield return new("secret-key", Key, rare: 5, ignoresCase: true);
        yield return new("token", Key, rare: 1, ignoresCase: true);
        yield return new("_pat", Key, ignoresCase: true);
        yield return new("apikey", Key, rare: 1, ignoresCase: true);
        yield return new("api_key", Key, rare: 2, ignoresCase: true);
        yield return new("api-key", Key, rare: 2, ignoresCase: true);
        yield return new("accesskey", Key, rare: 5, ignoresCase: true);
        yield return new("access_key", Key, rare: 5, ignoresCase: true);
        yield return new("access-key", Key, rare: 5, ignoresCase: true);
    }
}
