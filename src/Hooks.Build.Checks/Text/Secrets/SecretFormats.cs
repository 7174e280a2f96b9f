namespace Hooks.Build.Checks;

/// <summary>The formats that are known, each with the texts it is found by.</summary>
internal static class SecretFormats
{
    private const string Word = SecretText.Alphanumeric + "_";
    private const string Url = Word + "-";
    private const string Hex = SecretText.Digits + "abcdef";

    private static readonly AssignedSecret Password = new("password", 8, 3);
    private static readonly AwsSecretKey AwsKey = new();
    private static readonly AssignedSecret Key = new("key or token", 16, 3.5);

    /// <summary>
    /// The anchors in the eight groups of the search. A group is found wherever each of four bytes is like one of some anchor of it, so those stand together
    /// that are alike: in ordinary source text there is one such place in a kilobyte, and ten with groups at random.
    /// </summary>
    public static SecretAnchor[][] Groups { get; } = [Capitals(), Signs(), Short(), Underlined(), Dashed(), Passwords(), Words(), Keys()];

    private static SecretAnchor[] Capitals()
    {
        var access = new TokenFormat("AWS access key id", SecretText.Digits + SecretText.Upper, 16, 16) { LeastEntropy = 2.5 };
        return
        [
            new("AKIA", access),
            new("ASIA", access),
            new("AIza", new TokenFormat("Google API key", Url, 35, 35)),
            new("AZDO", new TokenFormat("Azure DevOps token", SecretText.Alphanumeric, 4, 4) { Before = 76, LeastEntropy = 0 }),
            new("BEGIN ", new KeyBlock()),
            new("T3BlbkFJ", new OpenAiKey()),
            new("pypi-AgEI", new TokenFormat("PyPI token", Url, 50), rare: 5),
        ];
    }

    private static SecretAnchor[] Signs()
    {
        var twilio = new TokenFormat("Twilio key", Hex, 31, 31);
        var azure = new TokenFormat("Azure client secret", Url + "~.", 31, 34) { Before = 3 };
        return
        [
            .. Hex.Select(digit => new SecretAnchor($"SK{digit}", twilio)),
            new("SG.", new PartedToken("SendGrid key", (byte)'.', 20, 40)),
            new(":AA", new BotToken()),
            new("7Q~", azure),
            new("8Q~", azure),
        ];
    }

    private static SecretAnchor[] Short() =>
    [
        new("eyJ", new PartedToken("JSON web token", (byte)'.', 10, 10, 16) { SecondBegins = "eyJ" }),
        new("oy2", new TokenFormat("NuGet key", SecretText.Digits + SecretText.Lower, 43, 43)),
        new("pwd", Password, ignoresCase: true),
    ];

    private static SecretAnchor[] Underlined()
    {
        var github = new TokenFormat("GitHub token", SecretText.Alphanumeric, 36, 255);
        var stripe = new TokenFormat("Stripe key", SecretText.Alphanumeric, 20, 250);
        return
        [
            .. "ousrp".Select(kind => new SecretAnchor($"gh{kind}_", github)),
            new("github_pat_", new TokenFormat("GitHub token", Word, 82, 255), rare: 7),
            new("npm_", new TokenFormat("npm token", SecretText.Alphanumeric, 36, 36)),
            new("sk_live_", stripe, rare: 2),
            new("rk_live_", stripe, rare: 2),
        ];
    }

    private static SecretAnchor[] Dashed()
    {
        var slack = new TokenFormat("Slack token", SecretText.Alphanumeric + "-", 24, 250);
        return
        [
            .. "aprsb".Select(kind => new SecretAnchor($"xox{kind}-", slack, rare: 1)),
            new("glpat-", new TokenFormat("GitLab token", Url, 20, 320), rare: 2),
            new("sk-ant-", new TokenFormat("Anthropic key", Url, 60, 250), rare: 1),
        ];
    }

    private static SecretAnchor[] Passwords() =>
    [
        new("password", Password, rare: 2, ignoresCase: true),
        new("passwd", Password, rare: 2, ignoresCase: true),
        new("passphrase", Password, rare: 2, ignoresCase: true),
        .. "_-".Select(sign => new SecretAnchor($"access{sign}key", AwsKey, rare: 4, ignoresCase: true)),
        .. "_-".Select(sign => new SecretAnchor($"access{sign}key", Key, rare: 4, ignoresCase: true)),
        new("accesskey", AwsKey, rare: 4, ignoresCase: true),
        new("accesskey", Key, rare: 4, ignoresCase: true),
        new("hooks.slack.com/services/", new WebhookFormat(), rare: 4),
    ];

    private static SecretAnchor[] Words() =>
    [
        new("secret", Key, rare: 1, ignoresCase: true),
        new("_pat", Key, ignoresCase: true),
    ];

    private static SecretAnchor[] Keys() =>
    [
        new("token", Key, ignoresCase: true),
        new("secretkey", Key, rare: 5, ignoresCase: true),
        .. "_-".Select(sign => new SecretAnchor($"secret{sign}key", Key, rare: 5, ignoresCase: true)),
        new("apikey", Key, rare: 1, ignoresCase: true),
        .. "_-".Select(sign => new SecretAnchor($"api{sign}key", Key, rare: 2, ignoresCase: true)),
        new("AccountKey=", new TokenFormat("Azure storage key", SecretText.Alphanumeric + "+/=", 86, 90), rare: 5),
    ];
}
