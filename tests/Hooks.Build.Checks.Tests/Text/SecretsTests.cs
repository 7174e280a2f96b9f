namespace Hooks.Build.Checks.Tests.Text;

/// <summary>Tokens are put together here, so that scanners of others do not take this file for a leak.</summary>
[TestClass]
public sealed class SecretsTests
{
    private const string Random = "q7Zt0Xk3Vb9Rm2Wp5Ls8Yd1Hf4Jg6Nc0Aq7Te3Uo9Ix2Bv5Kz8Ml1Pw4Rs6Dy0Gh3Fj7Qn9Cx2Zb5Vt8Lk1Ma4Wo6Ue";
    private const string Hex = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b";

    public static IEnumerable<object[]> Tokens =>
    [
        ["GitHub token", "ghp_" + Random[..36]],
        ["GitHub token", "gho_" + Random[..36]],
        ["GitHub token", "ghs_" + Random[..36]],
        ["GitHub token", "github_" + "pat_" + Random[..22] + "_" + Random[..59]],
        ["GitLab token", "glpat-" + Random[..20]],
        ["Slack token", "xoxb-" + "201304857261-918273645546-" + Random[..24]],
        ["Slack webhook", "https://hooks.slack" + ".com/services/T0A1B2C3D/B0A1B2C3D/" + Random[..24]],
        ["AWS access key id", "AKIA" + Random[..60].ToUpperInvariant()[..16]],
        ["AWS access key id", "ASIA" + Random[..60].ToUpperInvariant()[..16]],
        ["Azure storage key", "Account" + "Key=" + Random[..86] + "=="],
        ["Azure client secret", Random[..3] + "8Q~" + Random[..34]],
        ["Azure DevOps token", Random[..76] + "AZDO" + Random[..4]],
        ["Google API key", "AIza" + Random[..35]],
        ["Stripe key", "sk_live_" + Random[..24]],
        ["Stripe key", "rk_live_" + Random[..24]],
        ["npm token", "npm_" + Random[..36]],
        ["NuGet key", "oy2" + "q7zt0xk3vb9rm2wp5ls8yd1hf4jg6nc0aq7te3uo9ix"],
        ["PyPI token", "pypi-" + "AgEI" + Random[..60]],
        ["SendGrid key", "SG." + Random[..22] + "." + Random[..43]],
        ["Twilio key", "SK" + Hex[..32]],
        ["Telegram bot token", "123456789" + ":AA" + Random[..33]],
        ["JSON web token", "eyJ" + Random[..20] + ".eyJ" + Random[..30] + "." + Random[..43]],
        ["OpenAI key", "sk-" + Random[..20] + "T3Blbk" + "FJ" + Random[..20]],
        ["OpenAI key", "sk-proj-" + Random[..74] + "T3Blbk" + "FJ" + Random[..74]],
        ["Anthropic key", "sk-ant-" + "api03-" + Random[..91] + "AA"],
        ["private key", "-----BEGIN " + "RSA PRIVATE KEY-----\nMIIEow" + Random],
        ["private key", "-----BEGIN " + "OPENSSH PRIVATE KEY-----\\n" + Random],
    ];

    [TestMethod]
    [DynamicData(nameof(Tokens))]
    public void A_token_is_found_wherever_it_stands_and_shown_by_four_characters(string format, string token)
    {
        foreach (var content in (string[])[token, $"\n\nvar x = \"{token}\";\n", $"  - {token}\r\n", $"https://x:{token}@y"])
        {
            var finding = Checking.Make("secrets").Find(content).ShouldHaveSingleItem(content);
            finding.Message.ShouldStartWith(format + " (");
            finding.Message.ShouldNotContain(token.Contains("slack", StringComparison.Ordinal) ? Random[..8] : token[2..8]);
        }
    }

    [TestMethod]
    [DataRow("env:\n  - name: DB_PASSWORD\n    value: k3!Vx9#qLm47\n  - name: OTHER\n", 3)]
    [DataRow("  - name: \"DB_PASSWORD\"\r\n    value: \"k3!Vx9#qLm\"\r\n", 2)]
    public void A_value_whose_name_stands_in_the_line_before_is_found(string text, int line) =>
        Checking.Make("secrets").Find(text).ShouldHaveSingleItem().Line.ShouldBe(line);

    [TestMethod]
    [DataRow("IDENTIFIED BY 'changeme123!'")]
    [DataRow("IDENTIFIED BY password")]
    [DataRow("- name: _CosmosToken\n  value: C2y6yDjf5/R+ob0N8A7Cgv30VRDJIWEHLM+4QDU5DE2nQ9nDuVTqobD4b8mGGyPMbIZnqyMsEcaGQy67XIw/Jw==\n")]
    [DataRow("IDENTIFIED BY ${DB_PASSWORD}")]
    [DataRow("login(user, password)")]
    [DataRow("login(\"me\", password)")]
    [DataRow("login(\"me\", \"Sign in now\")")]
    [DataRow("doLogin(\"me\", \"k3!Vx9#qLm\")")]
    [DataRow("- name: DB_PASSWORD\n  valueFrom:\n    secretKeyRef:\n      name: db\n")]
    [DataRow("- name: DB_PASSWORD\n  value: $(OTHER)\n")]
    [DataRow("- username: DB_PASSWORD\n  value: k3!Vx9#qLm47\n")]
    [DataRow("- name: DB_PASSWORD\n- name: OTHER\n  value: k3!Vx9#qLm47\n")]
    public void What_only_looks_like_a_place_of_a_password_is_none(string text) => Checking.Make("secrets").Find(text).ShouldBeEmpty();

    [TestMethod]
    [DynamicData(nameof(Tokens))]
    public void What_only_looks_like_a_token_is_none(string format, string token)
    {
        if (format == "private key")
            return;

        var check = Checking.Make("secrets");
        check.Find("z" + token[..(token.Length / 2)]).ShouldBeEmpty();
        check.Find(token.Replace(Random[3], 'x')[..^5] + "EXAMPLE").ShouldBeEmpty();
    }

    [TestMethod]
    [DataRow("string Password = \"", "k3!Vx9#qLm", "\";", "password")]
    [DataRow("password: '", "k3!Vx9#qLm", "'", "password")]
    [DataRow("CREATE USER app IDENTIFIED BY '", "k3!Vx9#qLm", "';", "password")]
    [DataRow("alter user app identified by \"", "k3!Vx9#qLm", "\"", "password")]
    [DataRow("smtp.login(\"me@here.org\", \"", "k3!Vx9#qLm", "\")", "password")]
    [DataRow("client.Login( 'me', '", "k3!Vx9#qLm", "' )", "password")]
    [DataRow("new NetworkCredential(\"me\", \"", "k3!Vx9#qLm", "\", \"domain\")", "password")]
    [DataRow("auth=HTTPBasicAuth('me', '", "k3!Vx9#qLm", "')", "password")]
    [DataRow("{\"name\": \"DB_PASSWORD\", \"value\": \"", "k3!Vx9#qLm", "\"}", "password")]
    [DataRow("{\"DbPassword\": \"", "k3!Vx9#qLm", "\"}", "password")]
    [DataRow("<add key=\"AdminPassword\" value=\"", "k3!Vx9#qLm", "\" />", "password")]
    [DataRow("<Password>", "k3!Vx9#qLm", "</Password>", "password")]
    [DataRow("Server=db;User Id=sa;Password=", "k3!Vx9#qLm", ";Encrypt=true", "password")]
    [DataRow("Data Source=db;Pwd=", "k3!Vx9#qLm", "", "password")]
    [DataRow("config[\"ApiKey\"] = @\"", "q7Zt0Xk3Vb9Rm2Wp5Ls8", "\"", "key or token")]
    [DataRow("api_key => '", "q7Zt0Xk3Vb9Rm2Wp5Ls8", "'", "key or token")]
    [DataRow("client-secret := `", "q7Zt0Xk3Vb9Rm2Wp5Ls8", "`", "key or token")]
    [DataRow("aws_secret_access_key = ", "q7Zt0Xk3Vb9Rm2Wp5Ls8Yd1Hf4Jg6Nc0Aq7Te3Uo", "\n", "AWS secret access key")]
    [DataRow("\"SecretAccessKey\": \"", "q7Zt0Xk3Vb9Rm2Wp5Ls8Yd1Hf4Jg6Nc0Aq7Te3Uo", "\"", "AWS secret access key")]
    [DataRow("export AUTH_TOKEN=", "q7Zt0Xk3Vb9Rm2Wp5Ls8", "", "key or token")]
    [DataRow("AZURE_DEVOPS_PAT=", "q7zt3xk3vb5rm2wp5ls7yd3hf4jg6nc2aq7te3uo5ix2bv5kz4ml", "\n", "key or token")]
    public void A_random_value_behind_a_telling_name_is_found(string before, string value, string after, string format)
    {
        var finding = Checking.Make("secrets").Find("\n" + before + value + after).ShouldHaveSingleItem();

        finding.Message.ShouldStartWith($"{format} ({value[..4]}....)");
        finding.Message.ShouldNotContain(value[..5]);
        finding.Line.ShouldBe(2);
        finding.Column.ShouldBe(before.Length + 1);
    }

    [TestMethod]
    [DataRow("aws_secret_access_key = q7Zt0Xk3Vb9Rm2Wp5Ls8Yd1Hf4Jg6NcEXAMPLEKEY")]
    [DataRow("password = \"changeme-123\"")]
    [DataRow("password = \"${DB_PASSWORD_1}\"")]
    [DataRow("password = \"<your-password-1>\"")]
    [DataRow("password = \"$Passw0rd\"")]
    [DataRow("password = \"%DBPASS1%\"")]
    [DataRow("password = \"xxxxxxxx1\"")]
    [DataRow("password = \"{{ vault.key1 }}\"")]
    [DataRow("password = \"PasswordTextBox\"")]
    [DataRow("password = \"Enter 1 password please\"")]
    [DataRow("password = \"aaaaaaaa1\"")]
    [DataRow("password = GetPassword(\"k3!Vx9#qLm\")")]
    [DataRow("password == \"k3!Vx9#qLm\"")]
    [DataRow("passwordHash = \"k3!Vx9#qLm\"")]
    [DataRow("token = parser.Next(stream, 12345)")]
    [DataRow("token_url = \"q7Zt0Xk3Vb9Rm2Wp5Ls8\"")]
    [DataRow("api_key = \"https://docs/q7Zt0Xk3Vb9Rm2W\"")]
    [DataRow("apiKey = \"/var/run/q7Zt0Xk3Vb9Rm2W\"")]
    [DataRow("TOKEN=$(read-it q7Zt0Xk3Vb9Rm2)")]
    [DataRow("publicKeyToken=\"b77a5c561934e089\"")]
    public void What_stands_for_a_secret_is_none(string content) => Checking.Make("secrets").Find(content).ShouldBeEmpty();

    [TestMethod]
    public void A_value_that_has_a_format_of_its_own_is_told_once_by_that()
    {
        var finding = Checking.Make("secrets").Find("githubToken = \"gh" + "p_" + Random[..36] + "\"").ShouldHaveSingleItem();

        finding.Message.ShouldStartWith("GitHub token (ghp_....)");
    }

    [TestMethod]
    public void A_fingerprint_in_the_list_accepts_that_secret_and_no_other()
    {
        using var folder = new TemporaryFolder();
        var context = new CheckContext(folder.Path, new Dictionary<string, string>());
        var token = "npm_" + Random[..36];
        var message = Checking.Make("secrets", context).Find(token).ShouldHaveSingleItem().Message;
        var fingerprint = message.Split("write ")[1][..16];

        folder.Write(".secrets-allowed", $"# found in the tests\n{fingerprint} # npm\n");

        Checking.Make("secrets", context).Find(token).ShouldBeEmpty();
        Checking.Make("secrets", context).Find("npm_" + Random[1..37]).ShouldHaveSingleItem();
    }

    [TestMethod]
    public void A_glob_in_the_list_accepts_all_of_its_files()
    {
        using var folder = new TemporaryFolder();
        folder.Write("allowed.txt", "tests/**/*.json\n");
        var check = Checking.Make("secrets", new CheckContext(folder.Path, new Dictionary<string, string>()), "--allow-list=allowed.txt");

        check.Find("npm_" + Random[..36], "tests/a/b.json").ShouldBeEmpty();
        check.Find("npm_" + Random[..36], "src/b.json").ShouldHaveSingleItem().Message.ShouldEndWith("into allowed.txt to accept it");
    }

    [TestMethod]
    public void A_list_that_is_named_and_not_there_stops_the_check()
    {
        using var folder = new TemporaryFolder();

        Should.Throw<CheckSetupException>(() => Checking.Make("secrets", new CheckContext(folder.Path, new Dictionary<string, string>()), "--allow-list=none"))
            .Message.ShouldStartWith("--allow-list: none cannot be read");
    }

    [TestMethod]
    public void A_glob_that_is_malformed_is_told_with_its_line()
    {
        using var folder = new TemporaryFolder();
        folder.Write(".secrets-allowed", "\na[\n");

        Should.Throw<CheckSetupException>(() => Checking.Make("secrets", new CheckContext(folder.Path, new Dictionary<string, string>())))
            .Message.ShouldStartWith(".secrets-allowed(2): 'a['");
    }
}
