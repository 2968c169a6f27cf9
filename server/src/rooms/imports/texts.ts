/** Why a line is not imported; `{value}` is the cell. */
export const rowTexts = {
  ru: {
    nobody: 'Строка никого не называет: нет ни id, ни почты, ни телефона.',
    missing: 'Обязательная ячейка пуста.',
    bad_character: 'В ячейке есть символ, которого нет в этой кодировке. Проверьте кодировку файла.',
    cell_too_long: 'Ячейка длиннее 2000 символов.',
    too_many_cells: 'В строке больше ячеек, чем заголовков. Скорее всего, разделитель стоит внутри текста без кавычек.',
    rounded_number: 'Таблица округлила длинное число: «{value}». Сделайте столбец текстовым и выгрузите файл ещё раз.',
    bad_id: 'Идентификатор длиннее 255 символов.',
    placeholder_id: '«{value}» никого и ничего не обозначает.',
    not_an_email: '«{value}» — не адрес электронной почты.',
    not_a_phone: '«{value}» — не один целый номер телефона.',
    not_a_number: '«{value}» — не число.',
    ambiguous_number: '«{value}» можно прочесть двояко. Укажите, какой знак отделяет дробную часть.',
    negative_balance: 'Баланс меньше нуля: долги из других систем не переносятся.',
    negative_amount: 'Сумма заказа меньше нуля. Возврат — это статус, а не отрицательная сумма.',
    too_many_decimals: 'У суммы «{value}» больше знаков после запятой, чем у её валюты.',
    too_large: 'Сумма «{value}» слишком велика.',
    unknown_currency: 'Валюта неизвестна.',
    bad_date: '«{value}» — не дата. Подойдут 31.12.2025, 31.12.2025 14:05 и 2025-12-31.',
    in_future: 'Дата «{value}» ещё не наступила.',
    not_a_boolean: '«{value}» — не «да» и не «нет».',
    unknown_legal_form:
      'Неизвестно, кто такой «{value}»: человек, предприниматель или компания. Скажите это в разметке.',
    unknown_status:
      'Неизвестно, что значит статус «{value}»: оплачен, возвращён или не оплачен. Скажите это в разметке.',
    unknown_method: 'Неизвестно, что за способ оплаты «{value}»: деньги, сертификат или баллы. Скажите это в разметке.',
    duplicate: 'То же самое уже сказано в строке {value}.',
    unknown_person: 'Человека из этой строки в рабочем пространстве нет.',
    bad_code: '«{value}» не может быть кодом: в коде до 64 букв, цифр и знаков @ # $ % & + * ! = ~.',
    bad_link: 'По ссылке «{value}» не видно, чья она. Укажите, какой параметр называет участника.',
    two_readings:
      'Код «{value}» читается двояко: по виду букв он один, по клавишам другой. Дайте участнику другой код.',
    code_taken: 'Код «{value}» уже занят: он принадлежит другому.',
    code_twice: 'Тот же код у другого человека в строке {value}.',
    unknown_channel:
      'Неизвестно, что значит «{value}»: пригласили по ссылке, по коду или вручную. Скажите это в разметке.',
    unknown_inviter: 'Пригласившего «{value}» никто не знает. Сначала импортируйте участников.',
    inviter_without_code: 'Пригласивший «{value}» не участвует в программе. Сначала импортируйте участников.',
    code_of_another_program: 'Код «{value}» принадлежит другой программе.',
    invites_themselves: 'Человек приглашает сам себя.',
  },
  en: {
    nobody: 'The line names nobody: it has no id, no e-mail address and no phone number.',
    missing: 'A cell that is needed is empty.',
    bad_character: 'The cell holds a character that this encoding does not have. Look at the encoding of the file.',
    cell_too_long: 'The cell is longer than 2000 characters.',
    too_many_cells:
      'The line has more cells than there are headings. Most likely a delimiter stands inside a text without quotes.',
    rounded_number:
      'A spreadsheet has rounded a long number: "{value}". Make the column text and export the file again.',
    bad_id: 'The id is longer than 255 characters.',
    placeholder_id: '"{value}" stands for nobody and nothing.',
    not_an_email: '"{value}" is no e-mail address.',
    not_a_phone: '"{value}" is not one whole phone number.',
    not_a_number: '"{value}" is no number.',
    ambiguous_number: '"{value}" can be read in two ways. Say which mark begins the decimals.',
    negative_balance: 'The balance is below zero: debts of other systems are not taken over.',
    negative_amount: 'The total is below zero. A refund is a status, not a total below zero.',
    too_many_decimals: 'The amount "{value}" has more decimals than its currency.',
    too_large: 'The amount "{value}" is too large.',
    unknown_currency: 'The currency is unknown.',
    bad_date: '"{value}" is no date. 31.12.2025, 31.12.2025 14:05 and 2025-12-31 are.',
    in_future: 'The date "{value}" is still to come.',
    not_a_boolean: '"{value}" is neither yes nor no.',
    unknown_legal_form: 'Nobody knows what "{value}" is: a person, a sole trader or a company. Say so in the mapping.',
    unknown_status: 'Nobody knows what the status "{value}" means: paid, refunded or unpaid. Say so in the mapping.',
    unknown_method:
      'Nobody knows what the payment method "{value}" is: money, a certificate or points. Say so in the mapping.',
    duplicate: 'Line {value} says the same already.',
    unknown_person: 'The workspace has no such person.',
    bad_code: '"{value}" cannot be a code: up to 64 letters, digits and the marks @ # $ % & + * ! = ~ can.',
    bad_link: 'The link "{value}" does not say whose it is. Say which parameter names the participant.',
    two_readings: 'The code "{value}" has two readings: by its look and by its keys. Give the participant another one.',
    code_taken: 'The code "{value}" is taken: it belongs to somebody else.',
    code_twice: 'Line {value} has the same code for another person.',
    unknown_channel: 'Nobody knows what "{value}" means: by a link, by a code or by hand. Say so in the mapping.',
    unknown_inviter: 'Nobody knows the inviter "{value}". Import the participants first.',
    inviter_without_code: 'The inviter "{value}" does not take part in the program. Import the participants first.',
    code_of_another_program: 'The code "{value}" is of another program.',
    invites_themselves: 'The person invites themselves.',
  },
} as const;

/** What is said of lines that are imported all the same, or need not be. */
export const noticeTexts = {
  ru: {
    repeated: 'Это уже принёс другой импорт; ещё раз не повторится.',
    order_changed: 'Заказ с этим номером уже импортирован, но с другими данными. Останется то, что было.',
    new_person: 'Человека ещё никто не знает: он появится вместе с этой строкой.',
    changed: 'Это уже импортировано с другими данными. Останется то, что было.',
    nothing: 'В строке нет ни кода, ни ссылки, ни баланса.',
    shared_contact: 'Та же почта или телефон есть в другой строке, у другого человека.',
    invite_code: 'Купон — чей-то код приглашения: он привяжет покупателя, и программа может выдать награду.',
    unpaid: 'Заказ не оплачен: он не импортируется.',
    empty: 'Строка пуста.',
  },
  en: {
    repeated: 'Another import has brought this already; it will not be repeated.',
    order_changed: 'An order of this number was imported already, with other data. What was there stays.',
    new_person: 'Nobody knows this person yet: the line makes them known.',
    changed: 'This was imported already, with other data. What was there stays.',
    nothing: 'The line has no code, no link and no balance.',
    shared_contact: 'Another line has the same e-mail address or phone number for another person.',
    invite_code: 'The coupon is somebody’s invite code: it binds the buyer, and a program may reward it.',
    unpaid: 'The order is not paid: it is not imported.',
    empty: 'The line is empty.',
  },
} as const;

/** Why a file cannot be read to its end. */
export const fileTexts = {
  ru: {
    record_too_long: 'Строка слишком длинная. Возможно, перед ней не закрыты кавычки или выбран не тот разделитель.',
    quote_not_closed: 'Кавычки открыты и не закрыты.',
    too_many_rows: 'В файле больше 500 000 строк. Разделите его.',
    too_many_refused: 'Не подошло больше 50 000 строк: похоже, столбцы размечены неверно.',
    unreadable: 'Файл не удалось прочесть: кавычки или разделители стоят не на месте.',
  },
  en: {
    record_too_long: 'A line is too long. Perhaps quotes are not closed before it, or another delimiter was meant.',
    quote_not_closed: 'Quotes are opened and not closed.',
    too_many_rows: 'The file has more than 500,000 lines. Divide it.',
    too_many_refused: 'More than 50,000 lines were refused: it seems that the columns are mapped wrongly.',
    unreadable: 'The file could not be read: quotes or delimiters stand in the wrong place.',
  },
} as const;

/** What is wrong with a mapping. */
export const mappingTexts = {
  ru: {
    unknown_column: 'В файле нет столбца {column}.',
    field_not_for_kind: 'Поле «{value}» не для файлов этого вида.',
    field_mapped_twice: 'Поле «{value}» или столбец {column} размечены дважды.',
    trait_unnamed: 'Назовите свойство для столбца {column}.',
    trait_reserved: 'Имя «{value}» занято: для него есть своё поле.',
    unknown_meaning: 'Значение ячейки не может значить «{value}» (столбец {column}).',
    unknown_time_zone: 'Часовой пояс «{value}» неизвестен.',
    unknown_currency: 'Валюта «{value}» неизвестна.',
    nobody_mapped: 'Укажите столбец, по которому узнать человека: id, почту или телефон.',
    field_missing: 'Не указан столбец для поля «{value}».',
    unit_unnamed: 'Назовите единицу баланса в столбце {column}.',
    unknown_unit: 'Единицы «{value}» в рабочем пространстве нет.',
    unknown_program: 'Выберите программу, которой принадлежат коды и привязки.',
    program_per_order: 'В этой программе код называют при каждой оплате: переносить привязки незачем.',
    nothing_mapped: 'Укажите столбец с кодом, ссылкой или балансом.',
    inviter_unmapped: 'Укажите столбец, который называет пригласившего: его код или id.',
  },
  en: {
    unknown_column: 'The file has no column {column}.',
    field_not_for_kind: 'The field "{value}" is not for files of this kind.',
    field_mapped_twice: 'The field "{value}" or the column {column} is mapped twice.',
    trait_unnamed: 'Name the trait for the column {column}.',
    trait_reserved: 'The name "{value}" is taken: it has a field of its own.',
    unknown_meaning: 'A cell cannot mean "{value}" (column {column}).',
    unknown_time_zone: 'The time zone "{value}" is unknown.',
    unknown_currency: 'The currency "{value}" is unknown.',
    nobody_mapped: 'Say by which column a person is known: id, e-mail address or phone number.',
    field_missing: 'No column is said for the field "{value}".',
    unit_unnamed: 'Name the unit of the balance in column {column}.',
    unknown_unit: 'The workspace has no unit "{value}".',
    unknown_program: 'Choose the program whose codes and bindings these are.',
    program_per_order: 'In this program a code is named at every payment: there are no bindings to import.',
    nothing_mapped: 'Say which column has the code, the link or the balance.',
    inviter_unmapped: 'Say which column names the inviter, by code or by id.',
  },
} as const;

/** Why a request is refused. */
export const refusalTexts = {
  ru: {
    form: 'Пришлите сам файл телом запроса, без формы multipart.',
    file_too_large: 'Файл больше 50 МБ. Разделите его.',
    empty_file: 'Файл пуст.',
    spreadsheet:
      'Это книга Excel (.xlsx), а нужен CSV. В Excel: «Файл» → «Сохранить как» → тип «CSV UTF-8 (разделитель — ' +
      'запятая)»; подойдёт и «CSV (разделители — запятые)».',
    old_spreadsheet:
      'Это книга старого Excel (.xls), а нужен CSV. В Excel: «Файл» → «Сохранить как» → тип «CSV UTF-8 ' +
      '(разделитель — запятая)».',
    archive: 'Это архив. Распакуйте его и загрузите файл CSV.',
    not_text: 'Это не текст. Нужен файл CSV в кодировке UTF-8, UTF-16 или Windows-1251.',
    too_many_columns: 'В файле больше 200 столбцов.',
    no_headings: 'В файле нет строки заголовков.',
    too_many_imports: 'Слишком много незаконченных импортов. Завершите или удалите какие-нибудь.',
    too_many_mappings: 'Сохранено слишком много разметок. Удалите какие-нибудь.',
    unknown_mapping: 'Нет такой сохранённой разметки.',
    wrong_state: 'Сейчас этого сделать нельзя: состояние импорта — «{state}».',
    bad_mapping: 'Разметка столбцов неверна.',
    mapping_incomplete: 'Разметка столбцов не закончена.',
    not_mapped: 'Сначала разметьте столбцы.',
    file_unreadable: 'Файл не читается до конца. Исправьте его или разметку и проверьте ещё раз.',
    consent_needed:
      'Скажите, откуда взято согласие этих людей (источник, дата, текст или документ), или подтвердите, что ' +
      'контакты импортируются без всякого согласия.',
    consent_unproven: 'Приведите текст согласия или назовите документ.',
    brought_something: 'Этот импорт принёс данные. Сначала отмените его; запись о нём и о согласии остаётся.',
  },
  en: {
    form: 'Send the file itself as the body, not in a multipart form.',
    file_too_large: 'The file is larger than 50 MB. Divide it.',
    empty_file: 'The file is empty.',
    spreadsheet:
      'This is an Excel workbook (.xlsx), and a CSV file is needed. In Excel: File → Save As → type "CSV UTF-8 ' +
      '(Comma delimited)"; "CSV (Comma delimited)" will do as well.',
    old_spreadsheet:
      'This is a workbook of an old Excel (.xls), and a CSV file is needed. In Excel: File → Save As → type "CSV ' +
      'UTF-8 (Comma delimited)".',
    archive: 'This is an archive. Unpack it and upload the CSV file.',
    not_text: 'This is no text. A CSV file in UTF-8, UTF-16 or Windows-1251 is needed.',
    too_many_columns: 'The file has more than 200 columns.',
    no_headings: 'The file has no line of headings.',
    too_many_imports: 'Too many imports are unfinished. Finish or delete some.',
    too_many_mappings: 'Too many mappings are saved. Delete some.',
    unknown_mapping: 'There is no such saved mapping.',
    wrong_state: 'That cannot be done now: the import is "{state}".',
    bad_mapping: 'The mapping of the columns is wrong.',
    mapping_incomplete: 'The mapping of the columns is not finished.',
    not_mapped: 'Map the columns first.',
    file_unreadable: 'The file cannot be read to its end. Mend it or its mapping, and check again.',
    consent_needed:
      'Say where the consent of these people comes from (source, date, wording or document), or confirm that the ' +
      'contacts are imported without any consent.',
    consent_unproven: 'Give the wording of the consent or name the document.',
    brought_something: 'This import has brought data. Undo it first; the record of it and of the consent stays.',
  },
} as const;

/** The headings of the report of refused lines. */
export const reportTexts = {
  ru: { row: 'Строка', column: 'Столбец', value: 'Значение', reason: 'Почему не подошло' },
  en: { row: 'Row', column: 'Column', value: 'Value', reason: 'Why it was refused' },
} as const;
