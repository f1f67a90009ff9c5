"""What stands around a post: calls and signatures in many languages, addresses that are content, cut copies."""

from __future__ import annotations

from itertools import combinations

import pytest

from tgclean.match import content_lines, explain
from tgclean.match.letters import fold
from tgclean.match.tables import calls, talk
from tgclean.options import Options

FINALS = str.maketrans("ךםןףץ", "כמנפצ")
TABLES = [
    calls.CALLS,
    calls.SUBSCRIBING,
    calls.FIRSTS,
    calls.READ_ON,
    calls.CREDITS,
    talk.TALK,
    talk.TELLING,
    talk.CONTACTING,
    talk.INTO,
    talk.HANGING,
]


def same(a: str, b: str) -> bool:
    """Whether two texts may merge."""
    return explain(a, b, Options()).same


@pytest.mark.parametrize("table", TABLES)
def test_tables_are_folded(table: str) -> None:
    """A word that is not folded would never be met, nor would more than two; and no word stands twice."""
    assert all(word.count("_") <= 1 for word in table.split())
    assert fold(table).translate(FINALS) == table
    assert len(table.split()) == len(set(table.split()))


POSTS = {
    "en": (
        "The lower lock of the canal is being emptied for the first time in a generation, and the town walks there.",
        "Subscribe 👉 @lock_demo",
        "📣 Send us your photos: @lock_tip_demo | Advertising: @lock_ads_demo",
        "Share this with your friends!",
        "🔔 Turn on notifications so you miss nothing",
        "Photo: Mary Lock",
        "© Canal Evening",
        "via @canal_demo",
        "Our chat – @lock_chat_demo",
    ),
    "ru": (
        "Нижний шлюз канала впервые за поколение осушают целиком, и посмотреть на это идёт весь город с детьми.",
        "📲 Подпишись на Вечерний канал: @lock_demo",
        "Прислать фото — @lock_tip_demo | По рекламе @lock_ads_demo",
        "Делитесь с друзьями",
        "🔔 Не забудьте включить уведомления",
        "Видео: читатели",
        "Канал Вечерний | Подписаться | Буст",
    ),
    "es": (
        "La esclusa baja del canal se vacía por primera vez en una generación y todo el pueblo se acerca a mirarla.",
        "Únete al canal 👉 t.me/lock_demo",
        "Mándanos tus fotos: @lock_tip_demo | Publicidad: @lock_ads_demo",
        "Dale like y comparte con tus amigos",
        "🔔 Activa las notificaciones",
        "Fuente: La Tarde",
    ),
    "ar": (
        "يجري تفريغ الهويس السفلي للقناة المائية للمرة الأولى منذ جيل كامل وتوجه أهل البلدة جميعا لمشاهدة ذلك.",
        "تابعونا على تلغرام 👈 @lock_demo",
        "أرسل صورك إلى @lock_tip_demo | للإعلان @lock_ads_demo",
        "شاركوا مع أصدقائكم",
        "المصدر: صحيفة المساء",
    ),
    "hi": (
        "नहर का निचला जलद्वार एक पीढ़ी में पहली बार खाली किया जा रहा है और पूरा कस्बा उसे देखने जा रहा है।",
        "👉 चैनल को फॉलो करें: @lock_demo",
        "हमें फोटो भेजें: @lock_tip_demo",
        "लाइक करें, शेयर करें",
        "स्रोत: शाम समाचार",
    ),
    "zh": (
        "运河下闸一代人以来第一次全部放空，全镇的人都带着孩子走去看，岸上摆起了卖面条和烤饼的摊子。",
        "👉 关注我们：@lock_demo",
        "投稿爆料：@lock_tip_demo｜商务合作：@lock_ads_demo",
        "欢迎转发分享",
        "图源：晚报",
    ),
}


@pytest.mark.parametrize("language", POSTS)
def test_calls_and_credits_are_no_content(language: str) -> None:
    """Whatever calls to a channel stands around a post, the post is the same, and one without it is."""
    post, *lines = POSTS[language]
    for line in lines:
        assert content_lines(f"{post}\n\n{line}") == [post]
    for one, other in combinations(lines, 2):
        assert same(f"{post}\n\n{one}", f"{post}\n\n{other}")
        assert same(f"{one}\n{post}", f"{post}\n\n{other}")


@pytest.mark.parametrize(
    "line",
    [
        "Whoever saw the grey goose on the canal, write to me: {}",
        "The only bot that repays the lock fees ➡️ {}",
        "Do not answer the man who asks for fees from the account {}.",
        "Lost your lock key? Support bot: {}",
        "Boat for sale, blue, two oars, needs paint. Contact: {}",
        "Our channel has moved, read us here from now on: {}",
        "Кто видел серого гуся на канале, пишите хозяйке в личку: {}",
        "Записаться на осмотр шлюза можно только у смотрителя 👉 {}",
        "Wer die graue Gans gesehen hat, schreibt der Besitzerin: {}",
        "Cuenta del hombre que pide dinero por la esclusa: {}",
        "Gri kazı gören sahibine özelden yazsın: {}",
        "من رأى الإوزة الرمادية فليراسل صاحبتها: {}",
        "נוכל שמבקש כסף עבור הסכר כותב מהחשבון: {}",
        "看到灰鹅的朋友请私信失主：{}",
        "회색 거위를 보신 분은 주인에게 메시지 주세요: {}",
    ],
)
def test_an_address_behind_what_a_line_says_is_content(line: str) -> None:
    """Behind a colon or an arrow, or as the object of a sentence, another address is other news; its link is not."""
    head = "The lower lock is empty since the morning, and half of the town has come to see the mud.\n"
    for before in ("", head):
        assert not same(before + line.format("@anna_demo"), before + line.format("@boris_demo"))
        assert same(before + line.format("@anna_demo"), before + line.format("https://t.me/anna_demo"))
        assert same(before + line.format("@anna_demo"), before + line.format("@anna_demo") + "\n\nJoin us @lock_demo")


def test_an_address_of_its_own_is_a_signature() -> None:
    """On its own line, behind a full stop, a bar, a dash, an emoji or a credit it says nothing."""
    head = "The lower lock is empty since the morning, and half of the town has come to see the mud."
    for ending in ("\n\n{}", " {}", " | {}", " — {}", " 🌊 {}", "\nCanal news {}", " Photo: {}", "\n\n👇👇\n{}"):
        assert same(head + ending.format("@anna_demo"), head + ending.format("@boris_demo"))


@pytest.mark.parametrize(
    "header", ["[Kanal Akşam kanalından iletildi]", "(репост из «Вечера»)", "【转载自晚报】", "Repost: Canal Evening"]
)
def test_forward_headers_in_other_words(header: str) -> None:
    """In brackets, before a colon, behind the name: a header is none of the post."""
    post = "The lower lock is empty since the morning, and half of the town has come to see the mud."
    assert content_lines(f"{header}\n{post}") == [post]


LONG = (
    "The lower lock of the canal is being emptied for the first time in a generation. Masons found the old gate "
    "sound, and only the sill will be cast anew before the water comes back. A footbridge for walkers stays open all "
    "the while, and the school shows drawings of boats in its hall. The works end in 40 days and cost 3 million."
)


@pytest.mark.parametrize("mark", ["…", "...", " (…)", " [...]", "… READ MORE", "... czytaj dalej", "……(全文见链接)"])
@pytest.mark.parametrize("share", [0.45, 0.6, 0.8])
def test_a_copy_that_is_cut_off_is_the_same(mark: str, share: float) -> None:
    """The beginning alone is compared, so figures behind the cut add nothing; one in it still tells two apart."""
    cut = LONG[: round(share * len(LONG))] + mark
    assert same(cut, LONG)
    assert same(LONG.replace("found the old gate", "say the old gate is"), cut)
    assert not same(cut.replace("first", "third"), LONG)


def test_an_update_is_not_cut() -> None:
    """A whole post and the same with a sentence that says a figure; an ellipsis that both have."""
    assert not same(LONG[: LONG.rindex(" The works")], LONG)
    assert not same("Fire in the mill at the lock…", "Fire in the mill at the lock… 3 people are hurt.")
    head = "Fire in the mill at the lock. All crews of the town are on their way"
    assert not same(head, f"{head}, 3 people are hurt.")


def test_the_end_of_a_long_post_may_be_left_out() -> None:
    """With a figure in it, too, if the copy was edited before; who adds news leaves the rest alone."""
    long = (
        f"{LONG} The town will open the gates with a fair, and bakers promise a cake in the shape of a boat. "
        "The keeper says that he has waited all his life for it, as his father did before him, who never saw it. "
        "His lamp will be hung in the museum beside the first bell of the lock."
    )
    end = " Guests from 12 towns have said that they will come by boat."
    edited = (
        long.replace("being emptied", "emptied now").replace("bakers promise", "bakers want").replace("hung", "put")
    )
    assert same(edited, long + end)
    assert not same(long, long + end)


@pytest.mark.parametrize(
    "told",
    [
        "Do not answer and report them, this account is not ours.\nImpostor: {}",
        "Sellers that send nothing, this week:\n1. @first_shop_demo\n2. {}\n3. @third_shop_demo\nPay on delivery only!",
    ],
)
def test_an_address_behind_a_label_or_in_a_list_is_content(told):
    one, other = told.format("@quick_deals_demo"), told.format("@fair_phones_demo")
    assert not explain(one, other, Options()).same
    assert explain(one, f"{one}\n\nSource: @city_demo", Options()).same
