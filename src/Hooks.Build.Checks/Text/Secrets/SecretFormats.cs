namespace Hooks.Build.Checks.Text.Secrets;

/// <summary>The formats that are known, each with the texts it is found by.</summary>
internal static class SecretFormats
{
    private static readonly AssignedSecret Password = new("password", 8, 3);
    private static readonly AssignedSecret Key = new("key or token", 16, 3.5);

    private static readonly ILookup<bool, TokenShape> Shapes = VendorTokens.All.SelectMany(token => token.Shapes).ToLookup(shape => shape.IsLongWord);

    /// <summary>What long words may begin with.</summary>
    public static IReadOnlyList<SecretAnchor> Words { get; } = [.. Shapes[true].Select(shape => new SecretAnchor(shape.Anchor, shape, rare: 0))];

    /// <summary>What may stand anywhere.</summary>
    public static IReadOnlyList<SecretAnchor> Texts { get; } = [
        .. Shapes[false].Select(shape => new SecretAnchor(shape.Anchor, shape)), .. Names(), .. Others()];

    private static IEnumerable<SecretAnchor> Names()
    {
        foreach (var name in (string[])["password", "passwd", "passphrase", "pwd"])
            yield return new(name, Password, ignoresCase: true);
        foreach (var name in (string[])["secret", "token", "_pat", "credential", "credentials", "creds", "auth", "client_key"])
            yield return new(name, Key, ignoresCase: true);

        var aws = new AwsSecretKey();
        foreach (var sign in (string[])["", "_", "-"])
        {
            foreach (var kind in (string[])["api", "access", "secret", "private", "signing", "encryption", "license", "app", "admin", "openai"])
                yield return new($"{kind}{sign}key", Key, ignoresCase: true);

            yield return new($"access{sign}key", aws, ignoresCase: true);
        }
    }

    private static IEnumerable<SecretAnchor> Others()
    {
        var header = new AuthorizationHeader();
        yield return new("authorization", header, ignoresCase: true);
        yield return new("bearer ", header, ignoresCase: true);
        yield return new("BEGIN ", new KeyBlock());
        yield return new("PuTTY-User-Key-File-", new PuttyKey());
        yield return new("T3BlbkFJ", new OpenAiKey());
        yield return new("://", new AddressPassword());
        yield return new("curl", new CommandPassword("-u", "--user") { HasName = true });
        yield return new("docker login", new CommandPassword("-p"));
        yield return new("podman login", new CommandPassword("-p"));
        yield return new("mysql", new CommandPassword("-p") { IsJoined = true });
        yield return new("sshpass", new CommandPassword("-p") { IsJoined = true });
        yield return new("sqlcmd", new CommandPassword("-P"));
        yield return new("identified by", new QuotedPassword(before: 0), ignoresCase: true);
        foreach (var call in (string[])["login(", "networkcredential(", "httpbasicauth("])
            yield return new(call, new QuotedPassword(before: 1), ignoresCase: true);
        yield return new("ConvertTo-SecureString", new CommandPassword("-String") { IsFirst = true });
    }
}
